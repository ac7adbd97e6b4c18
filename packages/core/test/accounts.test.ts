import { describe, expect, it } from 'vitest';
import { emptyForm } from '../src/index.ts';
import { createMemoryClock } from '../src/testing/index.ts';
import { accountOf, added, openDesk, openState, PASSWORD, RFC_SECRET, services } from './desk.ts';

describe('adding', () => {
  it('shows names without what turns, breaks or hides a line, whoever wrote the file', async () => {
    const { app } = await openDesk();
    const strange = { ...accountOf(app), issuer: '\u202Eevil\u0000\n bank', accountName: '\u200B\u2066' };
    await app.accounts.add(strange);
    expect(openState(app).accounts).toMatchObject([{ issuer: 'evil  bank', accountName: '' }]);
    expect((await app.accounts.add(strange)).outcome).toBe('duplicate');
  });

  it('shows the account at the end of the list, without its secret', async () => {
    const { app } = await openDesk();
    const id = await added(app);
    expect(openState(app).accounts).toEqual([
      {
        id,
        kind: 'totp',
        issuer: 'Cases',
        accountName: 'ada@firm.example',
        algorithm: 'SHA1',
        digits: 6,
        periodSeconds: 30,
        counter: null,
        tags: [],
        note: '',
        favourite: false,
      },
    ]);
  });

  it.each([
    ['here', false],
    ['in the trash', true],
  ])('asks about one that is already %s', async (_where, trashed) => {
    const { app } = await openDesk();
    const id = await added(app);
    if (trashed) {
      await app.accounts.remove(id);
    }
    const again = accountOf(app, { service: 'Under another name', user: 'also ada' });
    expect(app.accounts.findDuplicates(again)).toMatchObject([{ id, issuer: 'Cases' }]);
    expect(await app.accounts.add(again)).toMatchObject({ outcome: 'duplicate', of: { id } });
    expect(openState(app).accounts).toHaveLength(trashed ? 0 : 1);
    expect(await app.accounts.add(again, { allowDuplicate: true })).toMatchObject({ outcome: 'added' });
    expect(openState(app).accounts).toHaveLength(trashed ? 1 : 2);
  });

  it.each([
    ['digits', { digits: '8' }],
    ['period', { periodSeconds: '60' }],
    ['algorithm', { algorithm: 'SHA256' }],
    ['kind', { kind: 'hotp' }],
    ['secret', { code: 'JBSWY3DPEHPK3PXP' }],
  ] as const)('takes another %s for another account', async (_what, fields) => {
    const { app } = await openDesk();
    await added(app);
    expect(await app.accounts.add(accountOf(app, fields))).toMatchObject({ outcome: 'added' });
  });

  it('copies the code inside the act, before anything is saved', async () => {
    const { app, platform } = await openDesk();
    const writesBefore = platform.disk.writeCount;
    const adding = app.accounts.add(accountOf(app), { copy: true });
    expect(platform.clipboardRecord.text).toMatch(/^\d{6}$/u);
    expect(platform.disk.writeCount).toBe(writesBefore);
    const outcome = await adding;
    const id = outcome.outcome === 'added' ? outcome.id : null;
    expect(openState(app).copied).toEqual({ id, clearsAfterSeconds: 20 });
    expect(openState(app).recoverySheet).toEqual({ status: 'due', replacesEarlier: false });
  });

  it('does not touch the clipboard for a duplicate, nor for a counter account', async () => {
    const { app, platform } = await openDesk();
    await added(app);
    await app.accounts.add(accountOf(app), { copy: true });
    await app.accounts.add(accountOf(app, { kind: 'hotp' }), { copy: true });
    expect(platform.clipboardRecord.written).toEqual([]);
    expect(openState(app).recoverySheet).toEqual({ status: 'not-due' });
  });

  it('adds also where the clipboard refuses', async () => {
    const { app, platform } = await openDesk();
    platform.clipboardRecord.refuses = true;
    expect(await app.accounts.add(accountOf(app), { copy: true })).toMatchObject({ outcome: 'added' });
    expect(openState(app).copied).toBeNull();
  });
});

describe('editing', () => {
  it('changes names, tags, note and star', async () => {
    const { app } = await openDesk();
    const id = await added(app);
    await app.accounts.edit(id, {
      issuer: 'Firm',
      accountName: 'ada',
      tags: ['work', 'law'],
      note: 'n'.repeat(10_000),
      favourite: true,
    });
    expect(openState(app).accounts[0]).toMatchObject({
      issuer: 'Firm',
      accountName: 'ada',
      tags: ['law', 'work'],
      note: 'n'.repeat(10_000),
      favourite: true,
    });
  });

  it('changes digits without the long code being typed again', async () => {
    const { app } = await openDesk();
    const id = await added(app);
    const form = app.accounts.formOf(id) ?? emptyForm();
    expect(form).toMatchObject({ service: 'Cases', user: 'ada@firm.example', code: '', digits: '6' });
    const reading = app.accounts.readForm({ ...form, digits: '8' }, { editing: id });
    expect(reading.outcome).toBe('ready');
    if (reading.outcome === 'ready') {
      await app.accounts.edit(id, { otp: reading.account });
    }
    expect(openState(app).accounts[0]).toMatchObject({ digits: 8, issuer: 'Cases' });
    const revealed = await app.accounts.reveal(id, { password: PASSWORD });
    expect(revealed).toMatchObject({ outcome: 'revealed', secretBase32: RFC_SECRET });
  });

  it.each([
    ['note', { note: 'n'.repeat(100_001) }],
    ['tags', { tags: ['t'.repeat(1001)] }],
    ['issuer', { issuer: 'i'.repeat(1001) }],
    ['note', { note: 'half a \ud83d character' }],
  ])('refuses what cannot be kept of %s, and changes nothing', async (field, changes) => {
    const { app, platform } = await openDesk();
    const id = await added(app);
    const before = platform.disk.content();
    const message = expect.any(String);
    expect(await app.accounts.edit(id, { favourite: true, ...changes })).toEqual({
      outcome: 'refused',
      field,
      message,
    });
    expect(openState(app)).toMatchObject({ undoable: null, accounts: [{ favourite: false, note: '' }] });
    expect(platform.disk.content()).toEqual(before);
  });

  it('does nothing to an account that is gone', async () => {
    const { app } = await openDesk();
    const id = await added(app);
    await app.accounts.remove(id);
    await app.accounts.emptyTrash();
    expect(await app.accounts.edit(id, { note: 'late' })).toEqual({ outcome: 'saved' });
    expect(app.accounts.formOf(id)).toBeNull();
    expect(openState(app).accounts).toEqual([]);
  });
});

describe('undo', () => {
  it('brings back what was deleted, where it was', async () => {
    const { app } = await openDesk();
    const first = await added(app, { service: 'First' });
    await added(app, { service: 'Second' });
    await app.accounts.remove(first);
    expect(services(app)).toEqual(['Second']);
    expect(openState(app).undoable).toMatchObject({ act: 'delete', account: { id: first, issuer: 'First' } });
    expect(await app.accounts.undo()).toEqual({ outcome: 'saved' });
    expect(services(app)).toEqual(['First', 'Second']);
    expect(openState(app).undoable).toBeNull();
    expect(openState(app).trash).toEqual([]);
  });

  it('brings back what an edit changed, and leaves alone what it did not', async () => {
    const { app } = await openDesk();
    const id = await added(app);
    await app.accounts.edit(id, { note: 'kept' });
    const other = accountOf(app, { code: 'JBSWY3DPEHPK3PXP', digits: '8' });
    await app.accounts.edit(id, { issuer: 'Renamed', otp: other });
    expect(openState(app).accounts[0]).toMatchObject({ issuer: 'Renamed', digits: 8, note: 'kept' });
    await app.accounts.undo();
    expect(openState(app).accounts[0]).toMatchObject({ issuer: 'Cases', digits: 6, note: 'kept' });
    const revealed = await app.accounts.reveal(id, { password: PASSWORD });
    expect(revealed).toMatchObject({ secretBase32: RFC_SECRET });
  });

  it('takes back the last act only, and only once', async () => {
    const { app } = await openDesk();
    const id = await added(app);
    await app.accounts.edit(id, { note: 'one' });
    await app.accounts.edit(id, { note: 'two' });
    await app.accounts.undo();
    await app.accounts.undo();
    expect(openState(app).accounts[0]?.note).toBe('one');
  });

  it('is not offered for an edit that changed nothing', async () => {
    const { app } = await openDesk();
    const id = await added(app);
    await app.accounts.edit(id, { issuer: 'Cases' });
    expect(openState(app).undoable).toBeNull();
  });

  it('is not replaced by deleting what is in the trash already', async () => {
    const { app } = await openDesk();
    const first = await added(app, { service: 'First' });
    const second = await added(app, { service: 'Second' });
    await app.accounts.remove(first);
    await app.accounts.edit(second, { note: 'edited' });
    expect(await app.accounts.remove(first)).toEqual({ outcome: 'saved' });
    await app.accounts.undo();
    expect(openState(app)).toMatchObject({ accounts: [{ id: second, note: '' }], trash: [{ id: first }] });
  });

  it('ends with the session', async () => {
    const { app } = await openDesk();
    const id = await added(app);
    await app.accounts.remove(id);
    app.session.lock();
    await app.session.unlock({ password: PASSWORD });
    expect(openState(app).undoable).toBeNull();
    await app.accounts.undo();
    expect(services(app)).toEqual([]);
  });

  it('survives a disk that fails: the account is back, and saved later', async () => {
    const { app, platform } = await openDesk();
    const id = await added(app);
    await app.accounts.remove(id);
    platform.disk.failure = 'disk-full';
    expect(await app.accounts.undo()).toEqual({ outcome: 'failed', problem: 'disk-full' });
    expect(services(app)).toEqual(['Cases']);
  });
});

describe('the trash', () => {
  const DAY_SECONDS = 86_400;

  it('says when something may go at the earliest', async () => {
    const { app, platform } = await openDesk();
    const now = Math.floor(platform.clock.unixMs() / 1000);
    await app.accounts.remove(await added(app));
    expect(openState(app).trash).toMatchObject([{ trashedUnixSeconds: now, goesUnixSeconds: now + 30 * DAY_SECONDS }]);
  });

  it('gives back', async () => {
    const { app } = await openDesk();
    const id = await added(app);
    await app.accounts.remove(id);
    await app.accounts.putBack(id);
    expect(services(app)).toEqual(['Cases']);
    expect(openState(app).undoable).toBeNull();
  });

  it('is emptied for ever, and takes its undo with it', async () => {
    const { app } = await openDesk();
    const id = await added(app);
    await app.accounts.remove(id);
    expect(await app.accounts.emptyTrash()).toEqual({ outcome: 'saved' });
    expect(openState(app)).toMatchObject({ trash: [], undoable: null });
    await app.accounts.putBack(id);
    expect(services(app)).toEqual([]);
  });

  it('empties itself after thirty days and ten days of use, not before', async () => {
    const { app, platform } = await openDesk();
    await app.accounts.remove(await added(app));
    const nextDay = async (days: number): Promise<number> => {
      app.session.lock();
      platform.clock.sleep(days * DAY_SECONDS * 1000);
      await app.session.unlock({ password: PASSWORD });
      return openState(app).trash.length;
    };
    // Thirty-one days have passed, but it was open on one of them only.
    expect(await nextDay(31)).toBe(1);
    for (let day = 0; day < 8; day += 1) {
      expect(await nextDay(1)).toBe(1);
    }
    expect(await nextDay(1)).toBe(0);
  });

  it('waits one session more where it cannot tell sleep from a clock that was set', async () => {
    const { app, platform } = await openDesk({ clock: createMemoryClock({ monotonicCountsSleep: false }) });
    await app.accounts.remove(await added(app));
    for (let day = 0; day < 31; day += 1) {
      app.session.lock();
      platform.clock.sleep(DAY_SECONDS * 1000);
      await app.session.unlock({ password: PASSWORD });
    }
    expect(openState(app).trash).toHaveLength(1);
    app.session.lock();
    await app.session.unlock({ password: PASSWORD });
    expect(openState(app).trash).toEqual([]);
  });

  it('counts also the days of a program that is never closed', async () => {
    const { app, platform } = await openDesk();
    await app.changeSettings({ lockAfterIdleSeconds: null });
    await app.accounts.remove(await added(app));
    for (let day = 0; day < 31; day += 1) {
      platform.clock.sleep(DAY_SECONDS * 1000);
      platform.clock.advance(5000);
      await app.changeSettings({ clipboardSeconds: 10 + day });
    }
    expect(openState(app).trash).toHaveLength(1);
    app.session.lock();
    await app.session.unlock({ password: PASSWORD });
    expect(openState(app).trash).toEqual([]);
  });

  it('keeps everything in a session in which the clock jumped', async () => {
    const { app, platform } = await openDesk();
    await app.accounts.remove(await added(app));
    for (let day = 0; day < 12; day += 1) {
      app.session.lock();
      platform.clock.sleep(DAY_SECONDS * 1000);
      await app.session.unlock({ password: PASSWORD });
    }
    app.session.lock();
    platform.clock.setWallForward(40 * DAY_SECONDS * 1000);
    await app.session.unlock({ password: PASSWORD });
    expect(openState(app).trash).toHaveLength(1);
  });
});

describe('the long code', () => {
  it('is shown behind the password only', async () => {
    const { app } = await openDesk();
    const id = await added(app);
    expect(await app.accounts.reveal(id, { password: 'not this one' })).toEqual({ outcome: 'wrong-password' });
    expect(await app.accounts.reveal(id, { password: PASSWORD })).toMatchObject({
      outcome: 'revealed',
      secretBase32: RFC_SECRET,
      uri: expect.stringContaining(`secret=${RFC_SECRET}`),
    });
  });

  it('is not shown any more when it was locked while the password was tried', async () => {
    const { app } = await openDesk();
    const id = await added(app);
    const revealing = app.accounts.reveal(id, { password: PASSWORD });
    const exporting = app.accounts.exportLinks({ password: PASSWORD });
    app.session.lock();
    expect((await revealing).outcome).not.toBe('revealed');
    expect((await exporting).outcome).not.toBe('exported');
  });
});

describe('the list of links', () => {
  it('is behind the password, and leaves the trash out', async () => {
    const { app } = await openDesk();
    await added(app, { service: 'First' });
    await app.accounts.remove(await added(app, { service: 'Deleted' }));
    await added(app, { service: 'Second', kind: 'hotp', counter: '7' });
    expect(await app.accounts.exportLinks({ password: 'not this one' })).toEqual({ outcome: 'wrong-password' });
    const exported = await app.accounts.exportLinks({ password: PASSWORD });
    const text = exported.outcome === 'exported' ? exported.text : '';
    expect(exported).toMatchObject({ count: 2 });
    expect(text).not.toContain('Deleted');
    expect(text).toMatch(/^otpauth:\/\/totp\/[^\n]*First[^\n]*\notpauth:\/\/hotp\/[^\n]*counter=7[^\n]*\n$/u);
  });

  it.each([
    'two\nlines',
    'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP\r\notpauth://totp/y?secret=JBSWY3DPEHPK3PXP',
    'line\u2028separator',
    '\u202Eright to left',
    '😀 & = ? # % +',
    '\u0000null',
  ])('keeps one account a line for the name %j', async (service) => {
    const { app } = await openDesk();
    const id = await added(app);
    await app.accounts.edit(id, { issuer: service, accountName: service });
    const exported = await app.accounts.exportLinks({ password: PASSWORD });
    const text = exported.outcome === 'exported' ? exported.text : '';
    expect(text).toMatch(/^otpauth:\/\/totp\/[!-~]+\n$/u);
  });

  it('is empty where there is nothing', async () => {
    const { app } = await openDesk();
    expect(await app.accounts.exportLinks({ password: PASSWORD })).toEqual({ outcome: 'exported', text: '', count: 0 });
  });
});
