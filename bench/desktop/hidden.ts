import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openDesk, until } from '../../e2e/desktop/desk.ts';
import { giveFocus, pressKeys, windowNamed } from '../../e2e/desktop/keys.ts';
import { startTrayHost } from '../../e2e/desktop/tray-host.ts';
import { pagesOf } from '../../e2e/desktop/web-pages.ts';
import { familyOf } from '../sign-in/cost.ts';
import { atMost, type Table } from '../table.ts';
import { idleSeconds, measureAtRest, startedAtRest, type AtRest } from './at-rest.ts';
import { password, vaultOf } from './seed-vault.ts';

/** Threads that the start has left idle end some 11 and 17 s after it, once. */
const settles = 20;
/** What the engine of a page tidies up after its start, it tidies up in the first minute. */
const settlesShown = 60;

/** Hidden and locked there is no web view: in a window that was used before, and in one that was never opened. Shown, there is one at rest. */
export async function hiddenAndLocked(about: { readonly ours: string; readonly display: string }): Promise<Table> {
  const vault = await vaultOf(1);
  const used = await afterUse(about.ours, vault);
  const fresh = await startedAtRest({ ...about, command: [about.ours, '--hidden'], vault, settles });
  const shown = await startedAtRest({ ...about, command: [about.ours], vault, settles: settlesShown });
  const keepassxc = await startedAtRest({ ...about, command: ['/usr/bin/keepassxc'], vault, settles });
  const ratio = ({ mebibytes }: AtRest): number => mebibytes / keepassxc.mebibytes;
  const described = (what: string, { mebibytes, wakeUps }: AtRest): string =>
    `${what} (${mebibytes.toFixed(0)} MiB, ${wakeUps} wake-ups in ${idleSeconds} s)`;
  return {
    title: 'Memory (PSS) hidden and locked (ratio to keepassxc)',
    rows: [
      { name: described('keepassxc, its window open and no database', keepassxc), ratio: 1 },
      { name: described('Halfminute, opened, used, locked and closed to the tray', used), ratio: ratio(used) },
      { name: described('Halfminute, started hidden', fresh), ratio: ratio(fresh) },
    ],
    targets: [
      atMost('memory hidden and locked after use, beside keepassxc', 1.5, ratio(used)),
      atMost('memory hidden and locked from the start, beside keepassxc', 1.5, ratio(fresh)),
      noWakeUps('hidden and locked after use', used),
      noWakeUps('hidden and locked from the start', fresh),
      noWakeUps(`locked and shown, ${settlesShown} s after the start`, shown),
    ],
  };
}

function noWakeUps(how: string, { wakeUps }: AtRest): Table['targets'][number] {
  return {
    what: `wake-ups in ${idleSeconds} s while ${how}`,
    wanted: 'none',
    measured: String(wakeUps),
    met: wakeUps === 0,
  };
}

/** Unlocks the window by its keys, closes it to the tray, locks it from there, and waits until its pages are gone. */
async function afterUse(program: string, vault: Uint8Array): Promise<AtRest> {
  const desk = await openDesk();
  try {
    put(desk.vaultPath, vault);
    put(join(desk.home, '.config', 'halfminute', 'settings.json'), '{ "closeHides": true }');
    const host = await startTrayHost(desk);
    const { pid = 0 } = desk.start(program, []);
    const window = await windowNamed(desk, 'Halfminute');
    const tray = await host.item(pid);
    await giveFocus(desk, window);
    await desk.run('xdotool', 'type', '--delay', '20', password);
    await pressKeys(desk, 'Return');
    // The tray offers to lock as soon as there is something to lock.
    await until('the vault is unlocked', async () => (await tray.menu()).includes('Lock'));
    await desk.run('wmctrl', '-i', '-c', window);
    await until('the window is hidden', async () => !(await desk.run('wmctrl', '-l')).includes('Halfminute'));
    await tray.press('Lock');
    await until('the pages are gone', () => pagesOf(pid) === 0, 30_000);
    return await measureAtRest(() => familyOf(pid), settles);
  } finally {
    await desk.close();
  }
}

function put(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, content, { mode: 0o600 });
}
