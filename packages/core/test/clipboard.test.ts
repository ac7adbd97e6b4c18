import { describe, expect, it, vi } from 'vitest';
import { createApp } from '../src/index.ts';
import { createMemoryClock, createMemoryPlatform } from '../src/testing/index.ts';
import { added, openDesk, openState, PASSWORD } from './desk.ts';

describe('copying', () => {
  it('writes the digits alone, inside the act', async () => {
    const { app, platform } = await openDesk({ clock: createMemoryClock({ unixMs: 59_000 }) });
    const id = await added(app, { digits: '8' });
    const copying = app.copyCode(id, 'current');
    expect(platform.clipboardRecord.text).toBe('94287082');
    expect(await copying).toEqual({ outcome: 'copied', code: '94287082', clearsAfterSeconds: 20 });
  });

  it('copies the next code where that is asked for', async () => {
    const { app, platform } = await openDesk({ clock: createMemoryClock({ unixMs: 29_000 }) });
    const id = await added(app, { digits: '8' });
    await app.copyCode(id, 'next');
    expect(platform.clipboardRecord.text).toBe('94287082');
  });

  it('says "Copied" for two seconds', async () => {
    const { app, platform } = await openDesk();
    const id = await added(app);
    await app.copyCode(id, 'current');
    expect(openState(app).copied).toEqual({ id, clearsAfterSeconds: 20 });
    platform.clock.advance(1999);
    expect(openState(app).copied).not.toBeNull();
    platform.clock.advance(1);
    expect(openState(app).copied).toBeNull();
  });

  it('says it for the last copy, and from then on', async () => {
    const { app, platform } = await openDesk();
    const first = await added(app);
    const second = await added(app, { service: 'Second' });
    await app.copyCode(first, 'current');
    platform.clock.advance(1500);
    await app.copyCode(second, 'current');
    platform.clock.advance(1500);
    expect(openState(app).copied).toMatchObject({ id: second });
    platform.clock.advance(500);
    expect(openState(app).copied).toBeNull();
  });

  it('case C55 gives the code of the account that was chosen last, also after sleep', async () => {
    const { app, platform } = await openDesk({ clock: createMemoryClock({ unixMs: 59_000 }) });
    const first = await added(app, { digits: '8' });
    const second = await added(app, { service: 'Second', code: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', digits: '8' });
    await app.copyCode(first, 'current');
    expect(platform.clipboardRecord.text).toBe('94287082');
    const copiesWhatIsShown = async () => {
      const copying = await app.copyCode(second, 'current');
      const view = app.codes.view(second);
      expect(copying).toMatchObject({ outcome: 'copied', code: view?.kind === 'timed' ? view.code : null });
      expect(platform.clipboardRecord.text).toBe(view?.kind === 'timed' ? view.code : null);
      expect(platform.clipboardRecord.text).not.toBe('94287082');
    };
    await copiesWhatIsShown();
    platform.clock.setWallForward(8 * 3600 * 1000);
    await copiesWhatIsShown();
  });

  it('says why not', async () => {
    const without = await openDesk({ clipboard: 'none' });
    const id = await added(without.app);
    expect(without.app.offers).toMatchObject({ clipboard: false, clipboardClearing: false });
    expect(await without.app.copyCode(id, 'current')).toEqual({ outcome: 'no-clipboard' });
    expect(await without.app.copyText('text')).toBe('no-clipboard');
    const { app, platform } = await openDesk();
    platform.clipboardRecord.refuses = true;
    expect(await app.copyCode(await added(app), 'current')).toEqual({ outcome: 'not-permitted' });
    expect(await app.copyText('text')).toBe('not-permitted');
    expect(openState(app)).toMatchObject({ copied: null, recoverySheet: { status: 'not-due' } });
  });

  it('counts also when the note of it cannot be saved', async () => {
    const { app, platform } = await openDesk();
    const id = await added(app);
    platform.disk.failure = 'disk-full';
    expect(await app.copyCode(id, 'current')).toMatchObject({ outcome: 'copied' });
  });

  it('is done before the note of it is saved, however long that takes', async () => {
    const desk = await openDesk();
    const id = await added(desk.app);
    const platform = createMemoryPlatform({ disk: desk.platform.disk, seed: 2 });
    let writes = 0;
    const write = (): Promise<never> => {
      writes += 1;
      return Promise.withResolvers<never>().promise;
    };
    const app = createApp({ ...platform, vaultFile: { ...platform.vaultFile, write } });
    await app.session.unlock({ password: PASSWORD });
    expect(await app.copyCode(id, 'current')).toMatchObject({ outcome: 'copied' });
    await vi.waitFor(() => expect(writes).toBe(1), { timeout: 60_000 });
  });
});

describe('the clipboard', () => {
  it('is cleared after the time that is set', async () => {
    const { app, platform } = await openDesk();
    await app.changeSettings({ clipboardSeconds: 30, lockAfterIdleSeconds: null });
    expect(await app.copyCode(await added(app), 'current')).toMatchObject({ clearsAfterSeconds: 30 });
    platform.clock.advance(29_999);
    expect(platform.clipboardRecord.text).not.toBe('');
    platform.clock.advance(1);
    expect(platform.clipboardRecord.text).toBe('');
  });

  it('is left alone when something else was copied meanwhile', async () => {
    const { app, platform } = await openDesk();
    await app.copyCode(await added(app), 'current');
    platform.clipboardRecord.text = "somebody else's text";
    platform.clock.advance(20_000);
    expect(platform.clipboardRecord.text).toBe("somebody else's text");
  });

  it('keeps the second copy for its full time', async () => {
    const { app, platform } = await openDesk();
    const id = await added(app);
    await app.copyCode(id, 'current');
    platform.clock.advance(15_000);
    await app.copyCode(id, 'current');
    platform.clock.advance(15_000);
    expect(platform.clipboardRecord.text).not.toBe('');
    platform.clock.advance(5_000);
    expect(platform.clipboardRecord.text).toBe('');
  });

  it('is cleared at once when the codes are locked', async () => {
    const { app, platform } = await openDesk();
    await app.copyCode(await added(app), 'current');
    app.session.lock();
    expect(platform.clipboardRecord.text).toBe('');
  });

  it('keeps a code until it is locked where no time is set', async () => {
    const { app, platform } = await openDesk();
    await app.changeSettings({ clipboardSeconds: null, lockAfterIdleSeconds: null });
    expect(await app.copyCode(await added(app), 'current')).toMatchObject({ clearsAfterSeconds: null });
    platform.clock.advance(3_600_000);
    expect(platform.clipboardRecord.text).not.toBe('');
    app.session.lock();
    expect(platform.clipboardRecord.text).toBe('');
  });

  it('is left alone by the lock when something else was copied meanwhile', async () => {
    const { app, platform } = await openDesk();
    await app.changeSettings({ clipboardSeconds: null });
    await app.copyCode(await added(app), 'current');
    platform.clipboardRecord.text = "somebody else's text";
    app.session.lock();
    expect(platform.clipboardRecord.text).toBe("somebody else's text");
  });

  it.each(['before', 'after'] as const)(
    'keeps no code where it is locked while the host writes, %s the text is there',
    async (when) => {
      const { app, platform } = await openDesk();
      const id = await added(app);
      const { clipboardRecord } = platform;
      const write = clipboardRecord.write.bind(clipboardRecord);
      const { promise: goesOn, resolve: goOn } = Promise.withResolvers<undefined>();
      clipboardRecord.write = async (text) => {
        if (when === 'after') {
          await write(text);
        }
        await goesOn;
        if (when === 'before') {
          await write(text);
        }
      };
      const copying = app.copyCode(id, 'current');
      app.session.lock();
      expect(clipboardRecord.text).toBe('');
      await app.session.unlock({ password: PASSWORD });
      goOn(undefined);
      await copying;
      expect(clipboardRecord.written).toHaveLength(1);
      expect(clipboardRecord.text).toBe('');
      expect(openState(app).copied).toBeNull();
    },
  );

  it('tells no seconds where the host cannot clear', async () => {
    const { app, platform } = await openDesk({ clipboard: 'keeps' });
    const id = await added(app);
    expect(app.offers).toMatchObject({ clipboard: true, clipboardClearing: false });
    expect(await app.copyCode(id, 'current')).toMatchObject({ outcome: 'copied', clearsAfterSeconds: null });
    expect(openState(app).copied).toEqual({ id, clearsAfterSeconds: null });
    platform.clock.advance(60_000);
    expect(platform.clipboardRecord.text).not.toBe('');
  });

  it('keeps other texts no longer than a code', async () => {
    const { app, platform } = await openDesk();
    expect(await app.copyText('the long code')).toBe('copied');
    expect(platform.clipboardRecord.text).toBe('the long code');
    expect(openState(app)).toMatchObject({ copied: null, recoverySheet: { status: 'not-due' } });
    platform.clock.advance(20_000);
    expect(platform.clipboardRecord.text).toBe('');
  });
});
