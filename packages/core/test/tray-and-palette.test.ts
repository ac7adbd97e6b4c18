import { describe, expect, it } from 'vitest';
import { createMemoryPalette, createMemoryTray } from '../src/testing/index.ts';
import { trayStateOf } from '../src/tray-state.ts';
import { added, arrived, deskWith, openDesk, openState, PASSWORD } from './desk.ts';

describe('the tray', () => {
  it('shows nothing but that it is locked, while it is locked', async () => {
    const tray = createMemoryTray();
    await deskWith({ tray });
    expect(tray.shown.at(-1)).toEqual({ isLocked: true, favourites: [] });
  });

  it('shows five favourites at most, in the order of the list, by service and user', async () => {
    const tray = createMemoryTray();
    const { app } = await openDesk({ tray });
    await added(app, { service: 'Plain' });
    for (const service of ['A', 'B', 'C', 'D', 'E', 'F']) {
      const id = await added(app, { service, user: service === 'A' ? '' : 'ada' });
      await app.accounts.edit(id, { favourite: true });
    }
    const favourites = openState(app).accounts.filter(({ favourite }) => favourite);
    const { isLocked, favourites: shown = [] } = tray.shown.at(-1) ?? {};
    expect(isLocked).toBe(false);
    expect(shown.map(({ id }) => id)).toEqual(favourites.slice(0, 5).map(({ id }) => id));
    expect(shown.map(({ label }) => label)).toEqual(
      favourites.slice(0, 5).map(({ issuer }) => (issuer === 'A' ? 'A' : `${issuer} · ada`)),
    );
    app.session.lock();
    expect(tray.shown.at(-1)).toEqual({ isLocked: true, favourites: [] });
  });

  it('calls an account that has neither service nor user what the list calls it', async () => {
    const { app } = await openDesk();
    const id = await added(app);
    const nameless = openState(app).accounts.map((account) => ({
      ...account,
      issuer: '',
      accountName: '',
      favourite: true,
    }));
    expect(trayStateOf(nameless).favourites).toEqual([{ id, label: 'Unnamed' }]);
  });

  it('is told only of what changes', async () => {
    const tray = createMemoryTray();
    const { app, platform } = await openDesk({ tray });
    const told = tray.shown.length;
    await added(app);
    await app.changeSettings({ theme: 'dark' });
    platform.clock.advance(60_000);
    expect(tray.shown).toHaveLength(told);
  });

  it('locks', async () => {
    const tray = createMemoryTray();
    const { app } = await openDesk({ tray });
    tray.click({ act: 'lock' });
    expect(app.getState().session).toMatchObject({ phase: 'locked', lockedBecause: 'by-user' });
  });

  it('copies the code of a favourite, and of a counter account the next one, saved first', async () => {
    const tray = createMemoryTray();
    const { app, platform } = await openDesk({ tray });
    const timed = await added(app);
    const counted = await added(app, { kind: 'hotp', counter: '0' });
    tray.click({ act: 'copy', id: timed });
    await arrived(() => expect(platform.clipboardRecord.text).toBe(app.codes.view(timed)?.code));
    tray.click({ act: 'copy', id: counted });
    await arrived(() => expect(platform.clipboardRecord.text).toBe('755224'));
    expect(openState(app).accounts.find(({ id }) => id === counted)?.counter).toBe(1);
  });

  it('copies nothing while locked', async () => {
    const tray = createMemoryTray();
    const { app, platform } = await openDesk({ tray });
    const id = await added(app);
    app.session.lock();
    tray.click({ act: 'copy', id });
    await Promise.resolve();
    expect(platform.clipboardRecord.written).toEqual([]);
    app.dispose();
    expect(tray.watchers).toBe(0);
  });
});

describe('the quick palette', () => {
  it('finds what the list finds, with codes and the seconds they are good for', async () => {
    const palette = createMemoryPalette();
    const { app } = await openDesk({ palette });
    await added(app, { service: 'Cases' });
    const id = await added(app, { service: 'Grünes Haus', user: 'ada' });
    const view = app.codes.view(id);
    expect(await palette.ask({ ask: 'search', text: 'grunes' })).toEqual({
      answer: 'rows',
      rows: [{ id, service: 'Grünes Haus', user: 'ada', code: view?.code, secondsLeft: 30, periodSeconds: 30 }],
      theme: 'system',
    });
    const all = await palette.ask({ ask: 'search', text: '' });
    expect(all.answer === 'rows' && all.rows).toHaveLength(2);
  });

  it('shows no code of a counter account, and none while codes are hidden', async () => {
    const palette = createMemoryPalette();
    const { app } = await openDesk({ palette });
    await added(app, { kind: 'hotp', service: 'Counted' });
    await added(app, { service: 'Timed' });
    const counted = await palette.ask({ ask: 'search', text: 'counted' });
    expect(counted).toMatchObject({ rows: [{ code: null, secondsLeft: null, periodSeconds: null }] });
    await app.changeSettings({ hideCodes: true });
    expect(await palette.ask({ ask: 'search', text: 'timed' })).toMatchObject({ rows: [{ code: null }] });
  });

  it('is told the theme that the user set, with what it finds', async () => {
    const palette = createMemoryPalette();
    const { app } = await openDesk({ palette });
    await app.changeSettings({ theme: 'dark' });
    expect(await palette.ask({ ask: 'search', text: '' })).toMatchObject({ theme: 'dark' });
    await app.changeSettings({ theme: 'light' });
    expect(await palette.ask({ ask: 'search', text: '' })).toMatchObject({ theme: 'light' });
  });

  it('copies, or hands over the digits to be typed', async () => {
    const palette = createMemoryPalette();
    const { app, platform } = await openDesk({ palette });
    const id = await added(app);
    const code = app.codes.view(id)?.code;
    expect(await palette.ask({ ask: 'copy', id })).toEqual({ answer: 'copied' });
    expect(platform.clipboardRecord.text).toBe(code);
    expect(await palette.ask({ ask: 'code', id })).toEqual({ answer: 'code', code });
  });

  it('saves the counter before its code is copied or typed, and gives nothing where that fails', async () => {
    const palette = createMemoryPalette();
    const { app, platform } = await openDesk({ palette });
    const id = await added(app, { kind: 'hotp', counter: '0' });
    expect(await palette.ask({ ask: 'copy', id })).toEqual({ answer: 'copied' });
    expect(platform.clipboardRecord.text).toBe('755224');
    expect(await palette.ask({ ask: 'code', id })).toEqual({ answer: 'code', code: '287082' });
    platform.disk.failure = 'disk-full';
    expect(await palette.ask({ ask: 'copy', id })).toEqual({ answer: 'failed' });
    expect(await palette.ask({ ask: 'code', id })).toEqual({ answer: 'failed' });
    expect(platform.clipboardRecord.text).toBe('755224');
    expect(openState(app).accounts[0]?.counter).toBe(2);
  });

  it('says so where an account is gone, or the clipboard refuses', async () => {
    const palette = createMemoryPalette();
    const { app, platform } = await openDesk({ palette });
    const id = await added(app);
    platform.clipboardRecord.refuses = true;
    expect(await palette.ask({ ask: 'copy', id })).toEqual({ answer: 'failed' });
    await app.accounts.remove(id);
    expect(await palette.ask({ ask: 'code', id })).toEqual({ answer: 'failed' });
  });

  it('answers nothing while locked, and its questions keep it from locking', async () => {
    const palette = createMemoryPalette();
    const { app, platform } = await openDesk({ palette });
    const id = await added(app);
    platform.clock.advance(200_000);
    await palette.ask({ ask: 'search', text: '' });
    platform.clock.advance(200_000);
    expect(app.getState().session.phase).toBe('open');
    platform.clock.advance(300_000);
    for (const question of [
      { ask: 'search', text: 'cases' },
      { ask: 'copy', id },
      { ask: 'code', id },
    ] as const) {
      expect(await palette.ask(question)).toEqual({ answer: 'locked' });
    }
    expect(platform.clipboardRecord.written).toEqual([]);
  });

  it('locks while it stays up unused, however often it searches again for codes that ran out', async () => {
    const palette = createMemoryPalette();
    const { app, platform } = await openDesk({ palette });
    await added(app);
    await app.changeSettings({ lockAfterIdleSeconds: 60 });
    await palette.ask({ ask: 'search', text: 'cases' });
    platform.clock.advance(30_000);
    expect(await palette.ask({ ask: 'search', text: 'cases' })).toMatchObject({ answer: 'rows' });
    platform.clock.advance(29_999);
    expect(await palette.ask({ ask: 'search', text: 'cases' })).toMatchObject({ answer: 'rows' });
    platform.clock.advance(1);
    expect(await palette.ask({ ask: 'search', text: 'cases' })).toEqual({ answer: 'locked' });
    expect(app.getState().session).toMatchObject({ phase: 'locked', lockedBecause: 'idle' });
  });

  it('is used by another text, by a copy and by what is typed', async () => {
    const palette = createMemoryPalette();
    const { app, platform } = await openDesk({ palette });
    const id = await added(app);
    await app.changeSettings({ lockAfterIdleSeconds: 60 });
    for (const question of [
      { ask: 'search', text: '' },
      { ask: 'search', text: 'c' },
      { ask: 'copy', id },
      { ask: 'search', text: 'c' },
      { ask: 'code', id },
    ] as const) {
      platform.clock.advance(59_000);
      // oxlint-disable-next-line no-await-in-loop -- the time goes by between them
      expect(await palette.ask(question)).not.toEqual({ answer: 'locked' });
    }
  });

  it('answers nothing before a new password is chosen after the recovery key', async () => {
    const palette = createMemoryPalette();
    const { app } = await openDesk({ palette });
    await added(app);
    const made = await app.keys.makeRecoverySheet({});
    app.session.lock();
    await app.session.unlockWithRecoveryKey({ recoveryKey: made.outcome === 'made' ? made.groups.join('') : '' });
    expect(await palette.ask({ ask: 'search', text: '' })).toEqual({ answer: 'locked' });
    await app.keys.setPasswordAfterRecovery({ next: `${PASSWORD} again` });
    expect(await palette.ask({ ask: 'search', text: '' })).toMatchObject({ answer: 'rows' });
  });
});
