import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { addAccount, choosePassword, codeOnShow, password, tryPassword } from '../app-walk.ts';
import { until } from './desk.ts';
import { inTheWindow } from './desktop-test.ts';
import { giveFocus, pressKeys, windowNamed } from './keys.ts';
import { startTrayHost, type TrayHost } from './tray-host.ts';
import { networkProcessesOf, pagesOf } from './web-pages.ts';
import { startWindow, windowProgram, type HalfminuteWindow } from './window.ts';

inTheWindow('the window on its desk', (desk, open) => {
  let window: HalfminuteWindow;
  let host: Awaited<ReturnType<typeof startTrayHost>>;
  let tray: TrayHost;

  beforeAll(async () => {
    host = await startTrayHost(desk());
    window = await open();
    tray = await host.item(window.driver.processId);
    await choosePassword(window);
    await addAccount(window);
  });

  const isShown = async (): Promise<boolean> =>
    desk()
      .run('xdotool', 'search', '--onlyvisible', '--name', '^Halfminute$')
      .then(
        () => true,
        () => false,
      );

  const place = async (): Promise<string> =>
    desk().run('xdotool', 'getwindowgeometry', await windowNamed(desk(), 'Halfminute'));

  it('locks together with the screen', async () => {
    await desk().run(
      ...(['busctl', '--user', 'emit', '/org/freedesktop/ScreenSaver', 'org.freedesktop.ScreenSaver'] as const),
      ...(['ActiveChanged', 'b', 'true'] as const),
    );
    await window.find('text', 'Locked together with the screen.');
    await tryPassword(window);
    await codeOnShow(window);
  });

  it('grows and shrinks by its keys', async () => {
    const width = (): Promise<number> => window.driver.run('return innerWidth');
    const before = await width();
    await giveFocus(desk(), await windowNamed(desk(), 'Halfminute'));
    await pressKeys(desk(), 'ctrl+plus');
    await until('the page is larger', async () => (await width()) < before);
    expect(Math.abs((await width()) - before / 1.1)).toBeLessThan(3);
    await pressKeys(desk(), 'ctrl+0');
    await until('the page is as it was', async () => (await width()) === before);
  });

  it('hides in the tray when it is closed, if its user chose so', async () => {
    await window.press('More');
    await window.choose('Settings');
    await window.toggle('Closing the window keeps it in the tray');
    await desk().run('xdotool', 'windowmove', '--sync', await windowNamed(desk(), 'Halfminute'), '60', '80');
    await sleep(500);
    const before = await place();
    // As the button of its frame does.
    await desk().run('wmctrl', '-i', '-c', await windowNamed(desk(), 'Halfminute'));
    await until('the window is hidden', async () => !(await isShown()));
    expect(pagesOf(window.driver.processId)).toBeGreaterThan(0);
    await tray.press('Open Halfminute');
    await until('the window is there again', isShown);
    await until('it is where it was', async () => (await place()) === before);
    await window.end();
  });

  it('hidden and locked has no page, begins anew as the same process, and opens and unlocks again', async () => {
    // Without a driver, which would end what lets go of it.
    const { pid = 0 } = desk().start(windowProgram, []);
    const unlock = async (): Promise<void> => {
      await giveFocus(desk(), await windowNamed(desk(), 'Halfminute'));
      await desk().run('xdotool', 'type', '--delay', '20', password);
      await pressKeys(desk(), 'Return');
      await until('the vault is unlocked', async () => (await tray.menu()).includes('Lock'));
    };
    await windowNamed(desk(), 'Halfminute');
    tray = await host.item(pid);
    await unlock();
    await desk().run('wmctrl', '-i', '-c', await windowNamed(desk(), 'Halfminute'));
    await until('the window is hidden', async () => !(await isShown()));
    await tray.press('Lock');
    await until('the page is gone', () => pagesOf(pid) === 0, 30_000);
    await until('what WebKit keeps for the network is gone', () => networkProcessesOf(pid) === 0);
    await until('the program has begun anew', () =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').endsWith('\0--hidden\0'),
    );
    await until('its icon is there again', async () => {
      tray = await host.item(pid).catch(() => tray);
      return (await tray.menu().catch((): readonly string[] => [])).includes('Open Halfminute');
    });
    await tray.press('Open Halfminute');
    await until('the window is there again', isShown);
    await unlock();
  });
});

inTheWindow('a window without a display', (desk) => {
  it('says so in a sentence', async () => {
    const without = ['env', '-u', 'DISPLAY', '-u', 'WAYLAND_DISPLAY', windowProgram] as const;
    const failure: unknown = await desk()
      .run(...without)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 1, message: expect.stringMatching(/^Halfminute finds no display/mu) });
  });
});

inTheWindow('a portable window', (desk) => {
  it('keeps all of its data beside the program', async () => {
    const folder = join(desk().home, 'stick with a space');
    mkdirSync(folder);
    copyFileSync(windowProgram, join(folder, 'halfminute-desktop'));
    writeFileSync(join(folder, 'portable'), '');
    const window = await startWindow(desk(), [], join(folder, 'halfminute-desktop'));
    try {
      await choosePassword(window);
      await addAccount(window);
    } finally {
      await window.end();
    }
    expect(readdirSync(folder).filter((name) => name.startsWith('vault.halfminute')).length).toBeGreaterThan(0);
    expect(existsSync(desk().vaultPath)).toBe(false);
    const ofOurs = readdirSync(desk().home, { recursive: true, encoding: 'utf8' })
      // The runtime folder goes when its user logs out.
      .filter((path) => !/^(?:stick with a space|run)\b/u.test(path))
      .filter((path) => path.includes('halfminute'));
    expect(ofOurs).toEqual([]);
  });
});

inTheWindow('the place of the window', (desk, open) => {
  it('is remembered from one start to the next', async () => {
    const first = await open();
    await first.find('heading', 'Choose a password');
    const id = await windowNamed(desk(), 'Halfminute');
    await desk().run('xdotool', 'windowsize', '--sync', id, '500', '700');
    await desk().run('xdotool', 'windowmove', '--sync', id, '300', '120');
    await sleep(500);
    const before = await geometry(id);
    await desk().run('wmctrl', '-i', '-c', id);
    await until('the program has ended', () => !existsSync(`/proc/${first.driver.processId}`));
    const second = await open();
    await second.find('heading', 'Choose a password');
    expect(await geometry(await windowNamed(desk(), 'Halfminute'))).toEqual(before);
  });

  async function geometry(id: string): Promise<readonly string[]> {
    const told = await desk().run('xdotool', 'getwindowgeometry', '--shell', id);
    return told.split('\n').filter((line) => /^(?:X|Y|WIDTH|HEIGHT)=/u.test(line));
  }
});
