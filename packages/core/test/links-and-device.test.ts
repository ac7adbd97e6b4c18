import { describe, expect, it } from 'vitest';
import { createMemoryDeviceSettings, createMemoryLinks } from '../src/testing/index.ts';
import { arrived, deskWith, openDesk, openState, RFC_SECRET } from './desk.ts';

const LINK = `otpauth://totp/Cases:ada?secret=${RFC_SECRET}&issuer=Cases`;

describe('links from other programs', () => {
  it('wait until they are taken, also while locked, those first that came before anybody watched', async () => {
    const links = createMemoryLinks();
    links.open(LINK);
    const { app } = await openDesk({ links });
    await arrived(() => expect(app.getState().incomingLinks).toBe(1));
    app.session.lock();
    links.open('otpauth-migration://offline?data=AAAA');
    expect(app.getState().incomingLinks).toBe(2);
    expect(app.takeIncomingLink()).toBe(LINK);
    expect(app.takeIncomingLink()).toBe('otpauth-migration://offline?data=AAAA');
    expect(app.takeIncomingLink()).toBeNull();
    expect(app.getState().incomingLinks).toBe(0);
  });

  it('save nothing by themselves, and stand nowhere in the state', async () => {
    const links = createMemoryLinks();
    const { app, platform } = await openDesk({ links });
    const before = platform.disk.content();
    links.open(LINK);
    expect(openState(app).accounts).toEqual([]);
    expect(platform.disk.content()).toEqual(before);
    expect(JSON.stringify(app.getState())).not.toContain(RFC_SECRET);
    expect(app.report()).not.toContain(RFC_SECRET);
  });

  it('are counted once each, twenty at most, and nothing else is taken for one', async () => {
    const links = createMemoryLinks();
    const { app } = await deskWith({ links });
    links.open(LINK);
    links.open(LINK);
    links.open('https://cases.example/');
    links.open(`otpauth://totp/x?secret=${'A'.repeat(20_000)}`);
    expect(app.getState().incomingLinks).toBe(1);
    for (let number = 0; number < 30; number += 1) {
      links.open(`${LINK}&digits=6&number=${number}`);
    }
    expect(app.getState().incomingLinks).toBe(20);
  });
});

describe('the settings of this computer', () => {
  it('are there while locked, and change without the codes', async () => {
    const deviceSettings = createMemoryDeviceSettings();
    const { app, platform } = await deskWith({ deviceSettings });
    expect(app.getState().device).toBe(deviceSettings.get());
    expect(app.offers.device).toMatchObject({ tray: true, typing: true });
    let told = 0;
    app.subscribe(() => {
      told += 1;
    });
    expect(await app.changeDeviceSettings({ closeHides: true })).toMatchObject({ outcome: 'changed' });
    expect(app.getState().device).toMatchObject({ closeHides: true });
    expect(told).toBe(1);
    expect(platform.disk.writeCount).toBe(0);
  });

  it('say when another program holds the hotkey', async () => {
    const deviceSettings = createMemoryDeviceSettings();
    deviceSettings.hotkeyTaken = 'Ctrl+Space';
    const { app } = await deskWith({ deviceSettings });
    expect(await app.changeDeviceSettings({ hotkey: 'Ctrl+Space' })).toEqual({ outcome: 'hotkey-taken' });
    expect(app.getState().device?.hotkey).toBe('Ctrl+Alt+Space');
  });

  it('are none where the host keeps none', async () => {
    const { app } = await deskWith();
    expect(app.getState().device).toBeNull();
    expect(app.offers.device).toBeNull();
    expect(await app.changeDeviceSettings({ closeHides: true })).toMatchObject({ outcome: 'failed' });
  });
});
