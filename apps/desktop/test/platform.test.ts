import { PlatformError } from '@halfminute/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDeviceSettings } from '../src/platform/device-settings.ts';
import { shellFiles } from '../src/platform/files.ts';
import { shellKeychain } from '../src/platform/keychain.ts';
import { shellLinks } from '../src/platform/links.ts';
import { shellPalette } from '../src/platform/palette.ts';
import { shellScreen } from '../src/platform/screen.ts';
import { shellSystemLock } from '../src/platform/system-lock.ts';
import { shellTimeSource } from '../src/platform/time-source.ts';
import { shellTray } from '../src/platform/tray.ts';
import { createVaultFile } from '../src/platform/vault-file.ts';
import { createFakeShell } from './shell.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const slotId = '00112233445566778899aabbccddeeff';

/** As the shell throws it: a plain object. */
function refuse(code: string): never {
  // oxlint-disable-next-line no-throw-literal, typescript/only-throw-error -- what crosses is JSON
  throw { code, message: 'It did not.' };
}

describe('the keyring', () => {
  it('keeps keys as bytes, and tells "none" from "no answer"', async () => {
    const kept = new Map<unknown, unknown>();
    const shell = createFakeShell({
      keychain_read: (payload) => kept.get(payload['slotId']) ?? null,
      keychain_write: (payload) => void kept.set(payload['slotId'], payload['keyBase64']),
      keychain_remove: (payload) => void kept.delete(payload['slotId']),
    });
    const key = Uint8Array.from({ length: 32 }, (_, index) => 255 - index);
    expect(await shellKeychain.read(slotId)).toBeNull();
    await shellKeychain.write(slotId, key);
    expect(await shellKeychain.read(slotId)).toEqual(key);
    await shellKeychain.remove(slotId);
    expect(await shellKeychain.read(slotId)).toBeNull();

    shell.answers['keychain_read'] = () => refuse('io');
    await expect(shellKeychain.read(slotId)).rejects.toThrow(PlatformError);
  });
});

describe('the time server', () => {
  it('is asked without a word from the page, and answers in milliseconds', async () => {
    const shell = createFakeShell({ measure_time: () => ({ offsetSeconds: -2.5, roundTripSeconds: 0.125 }) });
    expect(await shellTimeSource.measure()).toEqual({ offsetMs: -2500, roundTripMs: 125 });
    expect(shell.payloads('measure_time')).toEqual([{}]);
  });

  it('that does not answer is an error of the port', async () => {
    createFakeShell({ measure_time: () => refuse('io') });
    await expect(shellTimeSource.measure()).rejects.toMatchObject({ code: 'io' });
  });
});

describe('the screen', () => {
  it('comes monitor by monitor, as brightness alone', async () => {
    const bytes = Uint8Array.of(2, 0, 0, 0, 1, 0, 0, 0, 7, 8, 1, 0, 0, 0, 2, 0, 0, 0, 9, 10);
    createFakeShell({ screen_capture: () => bytes.buffer });
    expect(await shellScreen.capture()).toEqual({
      outcome: 'captured',
      frames: [
        { width: 2, height: 1, luma: Uint8Array.of(7, 8) },
        { width: 1, height: 2, luma: Uint8Array.of(9, 10) },
      ],
    });
  });

  it('that no program may look at is none, and a failure is an error of the port', async () => {
    createFakeShell({ screen_capture: () => refuse('unsupported') });
    expect(await shellScreen.capture()).toEqual({ outcome: 'unsupported' });
    createFakeShell({ screen_capture: () => refuse('io') });
    await expect(shellScreen.capture()).rejects.toMatchObject({ code: 'io' });
  });
});

describe('what the system tells', () => {
  it('of its screen comes as it is called, until nobody listens', async () => {
    const shell = createFakeShell();
    const happened: string[] = [];
    const stop = shellSystemLock.watch((what) => happened.push(what));
    await vi.waitFor(async () => {
      await shell.tell('system-lock', { what: 'screen-locked' });
      expect(happened).toContain('screen-locked');
    });
    stop();
    await Promise.resolve();
    const before = happened.length;
    await shell.tell('system-lock', { what: 'suspending' });
    expect(happened).toHaveLength(before);
  });

  it('of the tray is an act of the user', async () => {
    const shell = createFakeShell();
    const acts: unknown[] = [];
    shellTray.watch((act) => acts.push(act));
    await Promise.resolve();
    await shell.tell('lock-asked');
    await shell.tell('tray-copy', { id: 'a' });
    expect(acts).toEqual([{ act: 'lock' }, { act: 'copy', id: 'a' }]);
    shellTray.show({ isLocked: false, favourites: [{ id: 'a', label: 'Cases' }] });
    await vi.waitFor(() =>
      expect(shell.payloads('set_tray')).toEqual([
        { state: { isLocked: false, favourites: [{ id: 'a', label: 'Cases' }] } },
      ]),
    );
  });

  it('of another program’s save comes without a word of it', async () => {
    const shell = createFakeShell();
    const changed = vi.fn();
    createVaultFile('ada.halfminute').watch?.(changed);
    await Promise.resolve();
    await shell.tell('vault-changed');
    expect(changed).toHaveBeenCalledTimes(1);
  });
});

describe('links of other programs', () => {
  it('are fetched when the shell says that one waits', async () => {
    let waiting = ['otpauth://totp/early'];
    const shell = createFakeShell({
      take_links: () => {
        const taken = waiting;
        waiting = [];
        return taken;
      },
    });
    expect(await shellLinks.take()).toEqual(['otpauth://totp/early']);
    const arrived: string[] = [];
    shellLinks.watch((link) => arrived.push(link));
    await Promise.resolve();
    waiting = ['otpauth://totp/one', 'otpauth://totp/two'];
    await shell.tell('link');
    await vi.waitFor(() => expect(arrived).toEqual(['otpauth://totp/one', 'otpauth://totp/two']));
  });
});

describe('the quick palette', () => {
  it('gets its answer under the number of its question, also where answering failed', async () => {
    const shell = createFakeShell();
    shellPalette.serve(async (question) => {
      await Promise.resolve();
      if (question.ask !== 'search') {
        throw new Error('nothing to copy');
      }
      return { answer: 'rows', rows: [], theme: 'dark' };
    });
    await Promise.resolve();
    await shell.tell('palette-asked', { ask: 7, question: { ask: 'search', text: 'ca' } });
    await shell.tell('palette-asked', { ask: 8, question: { ask: 'copy', id: 'a' } });
    await vi.waitFor(() =>
      expect(shell.payloads('palette_answer')).toEqual([
        { ask: 7, answer: { answer: 'rows', rows: [], theme: 'dark' } },
        { ask: 8, answer: { answer: 'failed' } },
      ]),
    );
  });
});

describe('files', () => {
  it('go to the shell with a name and no path, and come back as what the user did', async () => {
    const shell = createFakeShell({ save_file: () => 'cancelled' });
    const file = { name: 'codes.halfminute', mimeType: 'application/octet-stream', bytes: Uint8Array.of(104, 109) };
    expect(await shellFiles.save(file)).toBe('cancelled');
    expect(shell.payloads('save_file')).toEqual([{ name: 'codes.halfminute', bytesBase64: 'aG0=' }]);
  });
});

describe('the settings of this computer', () => {
  const settings = {
    autostart: false,
    startHidden: false,
    closeHides: false,
    alwaysOnTop: false,
    captureProtection: false,
    hotkey: 'Ctrl+Alt+Space',
    zoomPercent: 100,
  };
  const abilities = { tray: true, autostart: true, hotkey: true, captureProtection: false, typing: true };

  it('are the shell’s: what it changed is so, what it refused is not', async () => {
    const shell = createFakeShell({
      change_device_settings: () => ({ outcome: 'changed', settings: { ...settings, zoomPercent: 110 } }),
    });
    const device = createDeviceSettings({ settings, abilities });
    const changed = vi.fn();
    device.watch(changed);
    expect(device.get()).toBe(settings);
    await device.change({ zoomPercent: 110 });
    expect(device.get().zoomPercent).toBe(110);
    expect(changed).toHaveBeenCalledTimes(1);
    expect(shell.payloads('change_device_settings')).toEqual([{ changes: { zoomPercent: 110 } }]);

    shell.answers['change_device_settings'] = () => ({ outcome: 'hotkey-taken' });
    expect(await device.change({ hotkey: 'Ctrl+K' })).toEqual({ outcome: 'hotkey-taken' });
    shell.answers['change_device_settings'] = () => refuse('io');
    expect(await device.change({ hotkey: 'Ctrl+K' })).toEqual({ outcome: 'failed', message: 'It did not.' });
    expect(device.get().hotkey).toBe('Ctrl+Alt+Space');
  });

  it('changed by somebody else are told, without a hotkey too', async () => {
    const shell = createFakeShell();
    const device = createDeviceSettings({ settings, abilities });
    const changed = vi.fn();
    device.watch(changed);
    await Promise.resolve();
    const { hotkey: _gone, ...others } = settings;
    await shell.tell('device-settings-changed', { settings: { ...others, alwaysOnTop: true } });
    expect(device.get()).toEqual({ ...settings, alwaysOnTop: true, hotkey: null });
    expect(changed).toHaveBeenCalledTimes(1);
  });
});
