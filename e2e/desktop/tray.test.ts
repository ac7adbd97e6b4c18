import { beforeAll, expect, it } from 'vitest';
import { addAccount, choosePassword, codeOnShow, tryPassword } from '../app-walk.ts';
import { until } from './desk.ts';
import { inTheWindow } from './desktop-test.ts';
import { startTrayHost, type TrayHost } from './tray-host.ts';
import { clipboardText, copyElsewhere } from './clipboard.ts';
import type { HalfminuteWindow } from './window.ts';

inTheWindow('the tray', (desk, open) => {
  let window: HalfminuteWindow;
  let tray: TrayHost;

  beforeAll(async () => {
    const host = await startTrayHost(desk());
    window = await open();
    tray = await host.item(window.driver.processId);
  });

  it('offers to open and to quit, and nothing to copy, while it is locked', async () => {
    expect(await tray.menu()).toEqual(['Open Halfminute', 'Lock (off)', 'Quit']);
  });

  it('copies a favourite’s code', async () => {
    await choosePassword(window);
    await addAccount(window);
    await window.press(/^More for Exizent/u);
    await window.choose('Add to favourites');
    await until('the favourite is in the tray', async () => (await tray.menu()).length === 4);
    expect(await tray.menu()).toEqual(['Open Halfminute', 'Copy Exizent · ada@firm.example', 'Lock', 'Quit']);
    await copyElsewhere(desk(), 'something');
    await tray.press('Copy Exizent · ada@firm.example');
    await until('a code is copied', async () => /^\d{6}$/u.test((await clipboardText(desk())) ?? ''));
    expect(await clipboardText(desk())).toBe(await codeOnShow(window));
  });

  it('locks, takes the copied code back, and forgets the favourites', async () => {
    await tray.press('Lock');
    await window.find('heading', 'Unlock your codes');
    await until('the tray is as at the start', async () => (await tray.menu()).length === 3);
    await until(
      'the clipboard has no code any more',
      async () => !/^\d{6}$/u.test((await clipboardText(desk())) ?? ''),
    );
    await tryPassword(window);
    await codeOnShow(window);
  });
});
