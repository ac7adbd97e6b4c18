import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addAccount, openWorkplace } from './workplace.ts';
import type { Workplace } from './workplace.ts';

let place: Workplace;

beforeEach(async () => {
  place = await openWorkplace();
  await addAccount(place, { userName: 'ada' });
});

afterEach(() => place.close());

const because = ['--reason', 'New post, by letter of the partners', '--admin', 'grace'];

describe('an account whose user moves on in the firm', () => {
  it('changes in name, groups, language and rights, and the log says each with its reason', async () => {
    const changed = await place.run(
      ['users', 'change', 'ada', '--name', 'Ada King', '--group', 'Probate', '--language', 'fr', '--as-admin'].concat(
        because,
      ),
    );
    expect(changed).toMatchObject({ code: 0, err: '' });
    expect(await place.services.accounts.byUserName('ada')).toMatchObject({
      name: 'Ada King',
      groups: expect.arrayContaining(['Probate']),
      language: 'fr',
      admin: true,
    });
    const [entry] = await place.services.audit.entries({ kinds: ['account-changed'], limit: 1 });
    expect(entry).toMatchObject({
      context: { actor: { kind: 'admin', name: 'grace' } },
      detail: { reason: 'New post, by letter of the partners' },
    });
    expect(entry?.detail['changes']).toMatch(/Ada King.*joins "Probate".*language is now fr.*is now an administrator/);
  });

  it('leaves a group and with it what is required of that group, and keeps the others', async () => {
    await place.run(['users', 'change', 'ada', '--group', 'Probate', '--group', 'Partners', ...because]);
    await place.run(['require', 'group', 'Probate', '--from', 'now', '--admin', 'grace']);
    const required = async () => {
      const account = await place.services.accounts.byUserName('ada');
      return account === null ? null : place.services.accounts.mfaRequiredFrom(account);
    };
    expect(await required()).not.toBeNull();
    await place.run(['users', 'change', 'ada', '--leave-group', 'Probate', ...because]);
    expect(await required()).toBeNull();
    expect((await place.services.accounts.byUserName('ada'))?.groups).toContain('Partners');
  });

  it('is an administrator no more', async () => {
    await place.run(['users', 'change', 'ada', '--as-admin', ...because]);
    const changed = await place.run(['users', 'change', 'ada', '--not-admin', ...because]);
    expect(changed.out).toBe('Changed ada: is no administrator any more.\n');
    expect(await place.services.accounts.byUserName('ada')).toMatchObject({ admin: false });
  });

  it.each([
    [['--name', 'Somebody'], /reason/i],
    [because, /changes nothing/],
    [['--as-admin', '--not-admin', ...because], /Only one of/],
    [['--leave-group', 'Probate', ...because], /not in "Probate"/],
    [['--language', 'xx', ...because], /one of en, de/],
    [['--name', ' \u200B ', ...because], /name/],
  ])('is refused with %j, and stays as it was', async (args, sentence) => {
    const before = await place.services.accounts.byUserName('ada');
    const refused = await place.run(['users', 'change', 'ada', ...args]);
    expect(refused).toMatchObject({ code: 2, err: expect.stringMatching(sentence) });
    expect(await place.services.accounts.byUserName('ada')).toEqual(before);
  });
});
