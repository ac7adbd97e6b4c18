import { describe, expect, it } from 'vitest';
import { added, deskWith, noticeKinds, openDesk, openState, PASSWORD, secondDesk, services } from './desk.ts';
import type { Desk } from './desk.ts';

const DAY_MS = 86_400_000;

/** Makes a sheet and answers its key, as it is typed back from the paper. */
async function sheetOf({ app }: Desk, password?: string): Promise<{ key: string; lastGroup: string }> {
  const made = await app.keys.makeRecoverySheet(password === undefined ? {} : { password });
  if (made.outcome !== 'made') {
    throw new Error(`Making the sheet: ${made.outcome}.`);
  }
  return { key: made.groups.join(' '), lastGroup: made.groups.at(-1) ?? '' };
}

async function confirmedSheet(desk: Desk, password?: string): Promise<string> {
  const { key, lastGroup } = await sheetOf(desk, password);
  await desk.app.keys.confirmRecoverySheet({ lastGroup });
  return key;
}

/** What another computer says to this password or key, on the file as it is now. */
async function opensWith(
  { platform }: Desk,
  credential: { password: string } | { recoveryKey: string },
): Promise<string> {
  const { app } = await deskWith({ disk: platform.disk, seed: 99 });
  const answer = await ('password' in credential
    ? app.session.unlock(credential)
    : app.session.unlockWithRecoveryKey(credential));
  app.dispose();
  return answer.outcome === 'failed' ? answer.failure : answer.outcome;
}

describe('the recovery sheet', () => {
  it('is asked for after the first copy, and not before', async () => {
    const { app } = await openDesk();
    const id = await added(app);
    expect(openState(app).recoverySheet).toEqual({ status: 'not-due' });
    expect(noticeKinds(app)).not.toContain('recovery-sheet-due');
    await app.copyCode(id, 'current');
    expect(openState(app).recoverySheet).toEqual({ status: 'due', replacesEarlier: false });
    expect(noticeKinds(app)).toContain('recovery-sheet-due');
  });

  it('has eight groups of four, and its slot is saved before it is shown', async () => {
    const desk = await openDesk();
    const made = await desk.app.keys.makeRecoverySheet({});
    expect(made).toMatchObject({ outcome: 'made', earlierPaperVoid: false });
    const groups = made.outcome === 'made' ? made.groups : [];
    expect(groups).toHaveLength(8);
    expect(groups.every((group) => /^[2-9A-HJKMNP-Z]{4}$/u.test(group))).toBe(true);
    expect(await opensWith(desk, { recoveryKey: groups.join('') })).toBe('opened');
  });

  it('is not shown when its slot could not be saved', async () => {
    const { app, platform } = await openDesk();
    platform.disk.failure = 'mid-write';
    expect(await app.keys.makeRecoverySheet({})).toEqual({ outcome: 'failed', problem: 'io' });
    expect(openState(app).recoverySheet).toEqual({ status: 'not-due' });
    expect(await app.keys.confirmRecoverySheet({ lastGroup: 'AAAA' })).toEqual({ outcome: 'differs' });
  });

  it.each([
    ['as printed', (group: string) => group],
    ['in small letters', (group: string) => group.toLowerCase()],
    ['with spaces and a hyphen', (group: string) => ` ${group.slice(0, 2)}-${group.slice(2)} `],
  ])('is confirmed by its last group, %s', async (_how, typed) => {
    const desk = await openDesk();
    const { lastGroup } = await sheetOf(desk);
    expect(await desk.app.keys.confirmRecoverySheet({ lastGroup: typed(lastGroup) })).toEqual({ outcome: 'confirmed' });
    expect(openState(desk.app).recoverySheet).toMatchObject({ status: 'confirmed' });
    desk.platform.clock.advance(1000);
    expect(noticeKinds(desk.app)).not.toContain('recovery-sheet-due');
  });

  it('is not confirmed by another group, nor by nothing', async () => {
    const desk = await openDesk();
    const { key, lastGroup } = await sheetOf(desk);
    for (const wrong of ['', key.slice(0, 4), `${lastGroup}${lastGroup}`]) {
      expect(await desk.app.keys.confirmRecoverySheet({ lastGroup: wrong })).toEqual({ outcome: 'differs' });
    }
    expect(openState(desk.app).recoverySheet.status).toBe('unconfirmed');
  });

  it('reminds a day later while it is not confirmed, and is then replaced by a new key', async () => {
    const desk = await openDesk();
    await desk.app.changeSettings({ lockAfterIdleSeconds: null });
    const first = await sheetOf(desk);
    expect(noticeKinds(desk.app)).not.toContain('recovery-sheet-due');
    desk.platform.clock.advance(DAY_MS);
    expect(noticeKinds(desk.app)).toContain('recovery-sheet-due');
    expect(await opensWith(desk, { recoveryKey: first.key })).toBe('opened');
    const again = await desk.app.keys.makeRecoverySheet({});
    expect(again).toMatchObject({ outcome: 'made', earlierPaperVoid: true });
    expect(await opensWith(desk, { recoveryKey: first.key })).toBe('wrong-recovery-key');
  });

  it('cannot be confirmed in another session than the one that showed it', async () => {
    const desk = await openDesk();
    const { lastGroup } = await sheetOf(desk);
    desk.app.session.lock();
    await desk.app.session.unlock({ password: PASSWORD });
    expect(await desk.app.keys.confirmRecoverySheet({ lastGroup })).toEqual({ outcome: 'differs' });
    expect(openState(desk.app).recoverySheet.status).toBe('unconfirmed');
  });

  it('can be put off until tomorrow', async () => {
    const desk = await openDesk();
    await desk.app.changeSettings({ lockAfterIdleSeconds: null });
    await desk.app.copyCode(await added(desk.app), 'current');
    expect(await desk.app.keys.remindTomorrow()).toEqual({ outcome: 'saved' });
    expect(noticeKinds(desk.app)).not.toContain('recovery-sheet-due');
    expect(openState(desk.app).recoverySheet).toEqual({ status: 'due', replacesEarlier: false });
    desk.platform.clock.advance(DAY_MS - 1);
    expect(noticeKinds(desk.app)).not.toContain('recovery-sheet-due');
    desk.platform.clock.advance(5001);
    expect(noticeKinds(desk.app)).toContain('recovery-sheet-due');
  });
});

describe('a new recovery key, once a sheet was confirmed', () => {
  it('needs the password, and makes a fresh master key', async () => {
    const desk = await openDesk({ watches: false });
    const other = await secondDesk(desk, { watches: false });
    const old = await confirmedSheet(desk);
    expect(await desk.app.keys.makeRecoverySheet({})).toEqual({ outcome: 'password-needed' });
    expect(await desk.app.keys.makeRecoverySheet({ password: 'not this one' })).toEqual({ outcome: 'wrong-password' });
    expect(await opensWith(desk, { recoveryKey: old })).toBe('opened');
    const { key } = await sheetOf(desk, PASSWORD);
    expect(await opensWith(desk, { recoveryKey: old })).toBe('wrong-recovery-key');
    expect(await opensWith(desk, { recoveryKey: key })).toBe('opened');
    expect(await opensWith(desk, { password: PASSWORD })).toBe('opened');
    expect(openState(desk.app).recoverySheet.status).toBe('unconfirmed');
    // Whoever holds the old master key is out.
    await other.app.changeSettings({ theme: 'dark' });
    expect(other.app.getState().session).toMatchObject({ phase: 'locked', lockedBecause: 'changed-elsewhere' });
  });

  it('needs no password again before that new one was confirmed', async () => {
    const desk = await openDesk();
    await confirmedSheet(desk);
    await sheetOf(desk, PASSWORD);
    expect(await desk.app.keys.makeRecoverySheet({})).toMatchObject({ outcome: 'made', earlierPaperVoid: true });
  });

  it('changes nothing when the save fails', async () => {
    const desk = await openDesk();
    const old = await confirmedSheet(desk);
    desk.platform.disk.failure = 'disk-full';
    expect(await desk.app.keys.makeRecoverySheet({ password: PASSWORD })).toEqual({
      outcome: 'failed',
      problem: 'disk-full',
    });
    desk.platform.disk.failure = null;
    expect(openState(desk.app).recoverySheet.status).toBe('confirmed');
    expect(await desk.app.changeSettings({ theme: 'dark' })).toEqual({ outcome: 'saved' });
    expect(await opensWith(desk, { recoveryKey: old })).toBe('opened');
  });
});

describe('changing the password', () => {
  it('lets the new one in and the old one no longer, and keeps the sheet', async () => {
    const desk = await openDesk();
    const key = await confirmedSheet(desk);
    expect(await desk.app.keys.changePassword({ current: PASSWORD, next: 'another password' })).toEqual({
      outcome: 'changed',
    });
    expect(await opensWith(desk, { password: PASSWORD })).toBe('wrong-password');
    expect(await opensWith(desk, { password: 'another password' })).toBe('opened');
    expect(await opensWith(desk, { recoveryKey: key })).toBe('opened');
    expect(openState(desk.app).recoverySheet.status).toBe('confirmed');
  });

  it.each([
    [{ current: 'not this one', next: 'another password' }, 'wrong-password'],
    [{ current: PASSWORD, next: 'seven77' }, 'too-short'],
  ])('is refused for %j: %s', async (request, outcome) => {
    const desk = await openDesk();
    const before = desk.platform.disk.content();
    const refused = outcome === 'too-short' ? { outcome, leastLength: 8 } : { outcome };
    expect(await desk.app.keys.changePassword(request)).toEqual(refused);
    expect(await desk.app.keys.replaceKeys(request)).toEqual(refused);
    expect(desk.platform.disk.content()).toEqual(before);
  });

  it('is undone by a disk that fails: the old password stays the password', async () => {
    const desk = await openDesk();
    desk.platform.disk.failure = 'mid-write';
    expect(await desk.app.keys.changePassword({ current: PASSWORD, next: 'another password' })).toMatchObject({
      outcome: 'failed',
    });
    desk.platform.disk.failure = null;
    await added(desk.app);
    expect(await opensWith(desk, { password: 'another password' })).toBe('wrong-password');
    expect(await opensWith(desk, { password: PASSWORD })).toBe('opened');
  });

  it('keeps an edit that is made while it runs', async () => {
    const desk = await openDesk();
    const changing = desk.app.keys.changePassword({ current: PASSWORD, next: 'another password' });
    const id = added(desk.app, { service: 'Meanwhile' });
    expect(await changing).toEqual({ outcome: 'changed' });
    await id;
    const other = await deskWith({ disk: desk.platform.disk, seed: 5 });
    await other.app.session.unlock({ password: 'another password' });
    expect(services(other.app)).toEqual(['Meanwhile']);
  });

  it('takes in what another program saved meanwhile', async () => {
    const desk = await openDesk({ watches: false });
    const other = await secondDesk(desk, { watches: false });
    await added(other.app, { service: 'From the other' });
    expect(await desk.app.keys.changePassword({ current: PASSWORD, next: 'another password' })).toEqual({
      outcome: 'changed',
    });
    expect(services(desk.app)).toEqual(['From the other']);
    expect(await opensWith(desk, { password: 'another password' })).toBe('opened');
    expect(await opensWith(desk, { password: PASSWORD })).toBe('wrong-password');
  });
});

describe('"Somebody may know it"', () => {
  it('makes fresh keys: the old password, the old sheet and whoever is open are out, and a new sheet is due', async () => {
    const desk = await openDesk();
    const key = await confirmedSheet(desk);
    expect(await desk.app.keys.replaceKeys({ current: PASSWORD, next: 'another password' })).toEqual({
      outcome: 'changed',
    });
    expect(await opensWith(desk, { password: PASSWORD })).toBe('wrong-password');
    expect(await opensWith(desk, { recoveryKey: key })).toBe('no-recovery-slot');
    expect(await opensWith(desk, { password: 'another password' })).toBe('opened');
    expect(openState(desk.app).recoverySheet).toEqual({ status: 'due', replacesEarlier: false });
    expect(noticeKinds(desk.app)).toContain('recovery-sheet-due');
    // No paper opens this master key, so that a sheet needs no password.
    expect(await desk.app.keys.makeRecoverySheet({})).toMatchObject({ outcome: 'made', earlierPaperVoid: false });
  });

  it('goes on saving under the fresh key', async () => {
    const desk = await openDesk();
    await desk.app.keys.replaceKeys({ current: PASSWORD, next: 'another password' });
    await added(desk.app, { service: 'After' });
    desk.app.session.lock();
    await desk.app.session.unlock({ password: 'another password' });
    expect(services(desk.app)).toEqual(['After']);
  });
});

describe('unlocking with the recovery key', () => {
  it('opens, whatever its spelling, and asks for a new password first', async () => {
    const desk = await openDesk();
    await added(desk.app);
    const key = await confirmedSheet(desk);
    desk.app.session.lock();
    const recoveryKey = key.toLowerCase().replaceAll(' ', '-');
    expect(await desk.app.session.unlockWithRecoveryKey({ recoveryKey })).toEqual({ outcome: 'opened' });
    expect(openState(desk.app)).toMatchObject({ newPasswordDue: true, accounts: [{ issuer: 'Cases' }] });
    expect(await desk.app.keys.setPasswordAfterRecovery({ next: 'short' })).toMatchObject({ outcome: 'too-short' });
    expect(await desk.app.keys.setPasswordAfterRecovery({ next: 'a new password' })).toEqual({ outcome: 'changed' });
    expect(openState(desk.app)).toMatchObject({
      newPasswordDue: false,
      recoverySheet: { status: 'due', replacesEarlier: true },
    });
    expect(await opensWith(desk, { password: PASSWORD })).toBe('wrong-password');
    expect(await opensWith(desk, { password: 'a new password' })).toBe('opened');
    // The paper that was used opens until a new sheet is printed, which then makes a fresh master key.
    expect(await opensWith(desk, { recoveryKey: key })).toBe('opened');
    expect(await desk.app.keys.makeRecoverySheet({})).toEqual({ outcome: 'password-needed' });
    await sheetOf(desk, 'a new password');
    expect(await opensWith(desk, { recoveryKey: key })).toBe('wrong-recovery-key');
  });

  it('asks again as long as no new password was chosen', async () => {
    const desk = await openDesk();
    const { key } = await sheetOf(desk);
    desk.app.session.lock();
    await desk.app.session.unlockWithRecoveryKey({ recoveryKey: key });
    desk.platform.disk.failure = 'disk-full';
    expect(await desk.app.keys.setPasswordAfterRecovery({ next: 'a new password' })).toMatchObject({
      outcome: 'failed',
    });
    expect(openState(desk.app).newPasswordDue).toBe(true);
    desk.platform.disk.failure = null;
    desk.app.session.lock();
    await desk.app.session.unlockWithRecoveryKey({ recoveryKey: key });
    expect(openState(desk.app).newPasswordDue).toBe(true);
    desk.app.session.lock();
    await desk.app.session.unlock({ password: PASSWORD });
    expect(openState(desk.app).newPasswordDue).toBe(false);
  });

  it('is the only way to set a password without the present one', async () => {
    const desk = await openDesk();
    expect(await desk.app.keys.setPasswordAfterRecovery({ next: 'a new password' })).toEqual({
      outcome: 'wrong-password',
    });
    expect(await opensWith(desk, { password: PASSWORD })).toBe('opened');
  });

  it.each([
    [
      'a slip in one character',
      (key: string) => (key.startsWith('2') ? `3${key.slice(1)}` : `2${key.slice(1)}`),
      'recovery-key-slip',
    ],
    ['a character too few', (key: string) => key.slice(0, -1), 'recovery-key-slip'],
    ['nothing', () => '', 'recovery-key-slip'],
  ])('tells %s before anything is tried', async (_what, spoil, failure) => {
    const desk = await openDesk();
    const { key } = await sheetOf(desk);
    expect(await opensWith(desk, { recoveryKey: spoil(key) })).toBe(failure);
  });
});
