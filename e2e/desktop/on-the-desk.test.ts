import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { until } from './desk.ts';
import { inTheWindow } from './desktop-test.ts';
import { giveFocus, pressKeys, windowNamed } from './keys.ts';
import { startTrayHost, type TrayHost } from './tray-host.ts';
import { addAccount, choosePassword, codeOnShow, tryPassword } from './walk.ts';
import { startWindow, windowProgram, type HalfminuteWindow } from './window.ts';

inTheWindow('the window on its desk', (desk, open) => {
  let window: HalfminuteWindow;
  let tray: TrayHost;

  beforeAll(async () => {
    const host = await startTrayHost(desk());
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

  it('hides in the tray when it is closed, if its user chose so; hidden and locked its page goes and gives the memory back', async () => {
    await window.press('More');
    await window.choose('Settings');
    await window.toggle('Closing the window keeps it in the tray');
    await sleep(500);
    const id = await windowNamed(desk(), 'Halfminute');
    // As the button of its frame does.
    await desk().run('wmctrl', '-i', '-c', id);
    await until('the window is hidden', async () => !(await isShown()));
    expect(existsSync(`/proc/${window.driver.processId}`)).toBe(true);
    expect(pagesOf(window.driver.processId)).toBeGreaterThan(0);
    await tray.press('Lock');
    await until('the page is gone', () => pagesOf(window.driver.processId) === 0, 30_000);
    expect(existsSync(`/proc/${window.driver.processId}`)).toBe(true);
    await tray.press('Open Halfminute');
    await until('the window is there again', isShown);
  });
});

/** Web pages that a process shows: WebKit gives each a process of its own. */
function pagesOf(processId: number): number {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .filter((name) => {
      try {
        const status = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [, program = '', parent = ''] = /\((.*)\) \S (\d+)/u.exec(status) ?? [];
        return Number(parent) === processId && program.startsWith('WebKitWebProces');
      } catch {
        return false; // it has ended meanwhile
      }
    }).length;
}

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
