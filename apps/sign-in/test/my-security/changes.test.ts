import { describe, expect, test } from 'vitest';
import { authenticatorOf, recoveryCodesOn, secretOn } from '@halfminute/sign-in/testing';
import type { Answer, Person } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';
import {
  authenticatorOfPerson,
  giveRecoveryCodes,
  isIn,
  mailsTo,
  nextStep,
  withCode,
} from '../interactions/walking.ts';
import { firstId, inside, recordOf } from './inside.ts';
import type { Inside } from './inside.ts';

startServiceForFile();

describe('E4 every change wants a code of its own first', () => {
  interface Change {
    readonly path: (person: Person) => Promise<string>;
    /** Whether it happened. */
    readonly happened: (person: Person, answer: Answer) => Promise<boolean>;
  }

  const changes: readonly (readonly [string, Change])[] = [
    [
      'T10 removing an authenticator',
      {
        path: async (person) => `remove/${await firstId(person)}`,
        happened: async (person) => (await recordOf(person)).authenticators.length === 0,
      },
    ],
    [
      'renaming one',
      {
        path: async (person) => `rename/${await firstId(person)}?name=Desk`,
        happened: async (person) => (await recordOf(person)).authenticators[0]?.name === 'Desk',
      },
    ],
    [
      'new recovery codes',
      {
        path: async () => 'renew-recovery-codes',
        happened: async (_person, answer) => recoveryCodesOn(answer).length === 8,
      },
    ],
    [
      'T9 adding one',
      {
        path: async () => 'add',
        happened: async (_person, answer) => answer.body.includes('otpauth://'),
      },
    ],
    [
      'changing the password',
      {
        path: async () => 'change-password',
        happened: async (_person, answer) => answer.forms.some(({ names }) => names.includes('old')),
      },
    ],
  ];

  test.each(changes)('%s: not by a session, a wrong code or a used one; by a new code, once', async (_name, change) => {
    const { ada, agent, code } = await inside();
    const path = await change.path(ada);
    const page = await agent.get(`/my-security/confirm/${path}`);
    expect(page.text).toContain('Confirm it is you');
    const used = authenticatorOfPerson(ada).codeAt(service.now());
    for (const wrong of ['', '000000', used]) {
      const refused = await agent.submit(page, { code: wrong });
      expect(refused.status).toBeGreaterThanOrEqual(400);
      expect(await change.happened(ada, refused)).toBe(false);
    }
    const fresh = await code();
    const done = await agent.submit(page, { code: fresh });
    expect(await change.happened(ada, done)).toBe(true);
    if ((await recordOf(ada)).authenticators.length > 0) {
      expect((await agent.submit(page, { code: fresh })).status).toBe(409);
    }
  });

  test('without a code before, the pages of adding, of the password and of new codes lead to asking for one', async () => {
    const { agent } = await inside();
    for (const [path, asked] of [
      ['add', '/my-security/confirm/add'],
      ['password', '/my-security/confirm/change-password'],
      ['recovery-codes', '/my-security'],
      ['replacement', '/my-security'],
    ] as const) {
      expect((await agent.get(`/my-security/${path}`)).url.pathname).toBe(asked);
    }
  });

  test('a code for the one act opens no other, and is good for five minutes', async () => {
    const { agent, code } = await inside();
    const adding = await agent.submit(await agent.get('/my-security/confirm/add'), { code: await code() });
    expect(adding.body).toContain('otpauth://');
    expect((await agent.get('/my-security/password')).url.pathname).toBe('/my-security/confirm/change-password');
    const changing = await agent.submit(await agent.get('/my-security/confirm/change-password'), {
      code: await code(),
    });
    expect(changing.url.pathname).toBe('/my-security/password');
    expect((await agent.get('/my-security/add')).url.pathname).toBe('/my-security/confirm/add');
    await service.advance(301);
    expect((await agent.get('/my-security/password')).url.pathname).toBe('/my-security/confirm/change-password');
  });

  test('nor does it in another browser of the same user', async () => {
    const { ada, agent, code } = await inside();
    await agent.submit(await agent.get('/my-security/confirm/add'), { code: await code() });
    const other = await withCode(service, ada, await code());
    expect((await other.agent.get('/my-security/add')).url.pathname).toBe('/my-security/confirm/add');
  });

  test('a form that was made for another session or another act is refused', async () => {
    const { ada, agent, code } = await inside();
    const bob = await inside();
    const foreign = await bob.agent.get('/my-security/confirm/renew-recovery-codes');
    const csrf = foreign.forms[0]?.fields.get('csrf');
    const id = await firstId(ada);
    const fresh = await code();
    expect((await agent.post(`/my-security/confirm/remove/${id}`, { csrf, code: fresh })).status).toBe(403);
    const own = (await agent.get('/my-security/confirm/renew-recovery-codes')).forms[0]?.fields.get('csrf');
    expect((await agent.post(`/my-security/confirm/remove/${id}`, { csrf: own, code: fresh })).status).toBe(403);
    expect((await recordOf(ada)).authenticators).toHaveLength(1);
  });
});

describe('E10 several authenticators, each with its name, seed and counter', () => {
  async function add({ agent, code }: Inside, name: string) {
    const setUp = await agent.submit(await agent.get('/my-security/confirm/add'), { code: await code() });
    const authenticator = authenticatorOf(secretOn(setUp));
    const done = await agent.submit(setUp, { code: authenticator.codeAt(service.now()), name });
    expect(done.text).toContain('The authenticator was added.');
    return authenticator;
  }

  test('five stand side by side, and each signs in', async () => {
    const standing = await inside();
    const names = ['Laptop', 'Spare phone', 'Tablet', 'Safe'];
    const others = [];
    for (const name of names) {
      others.push(await add(standing, name));
    }
    const record = await recordOf(standing.ada);
    expect(record.authenticators.map(({ name }) => name)).toEqual(['Halfminute', ...names]);
    for (const authenticator of [authenticatorOfPerson(standing.ada), ...others]) {
      const code = authenticator.codeAt(await nextStep(service));
      expect(isIn((await withCode(service, standing.ada, code)).page)).toBe(true);
    }
    expect(await mailsTo(service, standing.ada)).toContain('authenticator-added');
  });

  test('a lost one is removed at once with the other, or with a recovery code, and its codes are dead', async () => {
    const standing = await inside();
    const { ada, agent } = standing;
    const second = await add(standing, 'Spare');
    const lost = await firstId(ada);
    const page = await agent.get(`/my-security/confirm/remove/${lost}`);
    const done = await agent.submit(page, { code: second.codeAt(await nextStep(service)) });
    expect(done.text).toContain('The authenticator was removed');
    expect(await mailsTo(service, ada)).toContain('authenticator-removed');
    const dead = authenticatorOfPerson(ada).codeAt(await nextStep(service));
    expect((await withCode(service, ada, dead)).page.status).toBe(403);

    const [recovery = ''] = await giveRecoveryCodes(service, ada);
    const byCode = await agent.get(`/my-security/confirm/remove/${await firstId(ada)}?with=recovery`);
    const replaced = await agent.submit(byCode, { recovery });
    expect((await recordOf(ada)).authenticators).toHaveLength(0);
    expect(replaced.text).toContain('This one takes its place');
  });

  test('T10 the only one is not removed while MFA is required: its page leads to adding another first', async () => {
    const { ada, agent } = await inside({ mfaRequired: true });
    const id = await firstId(ada);
    const page = await agent.get(`/my-security/authenticators/${id}`);
    expect(page.text).toContain('It is your only one, and your account needs one: add another first.');
    const led = await agent.submit(page, {}, { choose: ({ action }) => action.endsWith('/remove') });
    expect(led.url.pathname).toBe('/my-security/confirm/add');
    const direct = await agent.get(`/my-security/confirm/remove/${id}`);
    expect(direct.url.pathname).toBe('/my-security');
    expect((await recordOf(ada)).authenticators).toHaveLength(1);
  });

  test('a name that was typed stands on the page as it is, whatever is in it (S16)', async () => {
    const { ada, agent, code } = await inside();
    const name = `<b onclick="x">O'Neil & "Söhne"</b>`;
    const page = await agent.get(`/my-security/authenticators/${await firstId(ada)}`);
    const confirm = await agent.submit(page, { name }, { choose: ({ action }) => action.endsWith('/rename') });
    expect(confirm.text).toContain(name);
    const done = await agent.submit(confirm, { code: await code() });
    expect(done.text).toContain('The authenticator was renamed.');
    expect((await recordOf(ada)).authenticators[0]?.name).toBe(name);
    expect(done.body).not.toContain('<b onclick');
  });
});
