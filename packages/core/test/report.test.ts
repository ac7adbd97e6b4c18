import { describe, expect, it } from 'vitest';
import { added, deskWith, openDesk } from './desk.ts';

describe('the report', () => {
  it('tells versions, counts and settings', async () => {
    const { app, platform } = await openDesk();
    await added(app);
    await added(app, { kind: 'hotp' });
    await app.accounts.remove(await added(app, { kind: 'steam' }));
    platform.clock.setWallForward(-60_000);
    platform.clock.advance(5000);
    expect(app.report()).toBe(
      [
        'Halfminute 0.0.0-test',
        'Host: memory',
        'Session: open',
        'Accounts: 2 (totp 1, hotp 1, steam 0, motp 0, yandex 0)',
        'In the trash: 1',
        'Kept generations: 5',
        'Storage: not erased by the host',
        'Recovery sheet: not asked for yet',
        'Settings: clipboard keeps a code 20 s, locks after 300 s, locks with the screen, theme system, codes on show, next code shown early',
        'Notices: clock jumped by -60 s, no backup yet',
        '',
      ].join('\n'),
    );
  });

  it('tells settings and what is to be told in words, not as the program spells them', async () => {
    const { app, platform } = await openDesk();
    const id = await added(app);
    await app.copyCode(id, 'current');
    platform.disk.failure = 'disk-full';
    await app.changeSettings({
      clipboardSeconds: null,
      lockAfterIdleSeconds: null,
      lockWithScreen: false,
      hideCodes: true,
      showNextCode: false,
    });
    const lines = app.report().split('\n');
    expect(lines).toContain('Recovery sheet: due');
    expect(lines).toContain(
      'Settings: clipboard keeps a code, never locks by itself, does not lock with the screen, theme system, codes hidden until asked, next code not shown early',
    );
    expect(lines).toContain('Notices: last change not saved (disk-full), recovery sheet is due, no backup yet');
    expect(app.report()).not.toMatch(/[a-z][A-Z]|recovery-sheet/u);
  });

  it('holds no name, no code and no path', async () => {
    const { app } = await openDesk({ fileName: '/home/ada/secret-cases.halfminute' });
    const id = await added(app, { service: 'Nameless', user: 'hidden@firm.example' });
    await app.accounts.edit(id, { note: 'private', tags: ['confidential'] });
    const view = app.codes.view(id);
    app.session.lock();
    for (const report of [app.report(), await reportWhileOpen()]) {
      expect(report).not.toMatch(/Nameless|hidden|private|confidential|ada|\//u);
      expect(report).not.toContain(view?.code ?? 'no code');
    }

    async function reportWhileOpen(): Promise<string> {
      await app.session.unlock({ password: 'cases on the table' });
      return app.report();
    }
  });

  it('tells what is wrong with a file that cannot be read, and what the last unlock met', async () => {
    const { app, platform } = await deskWith();
    platform.disk.place(new Uint8Array(0));
    await app.start();
    expect(app.report()).toContain('Session: unreadable (empty)');
    const desk = await openDesk();
    desk.app.session.lock('idle');
    await desk.app.session.unlock({ password: 'not this one' });
    expect(desk.app.report()).toContain('Session: locked (idle, wrong-password)');
  });
});
