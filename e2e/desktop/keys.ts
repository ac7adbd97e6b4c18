import type { Desk } from './desk.ts';
import { until } from './desk.ts';

/** The keyboard of the desk: what is pressed goes to whatever window has the focus, as from a real one. */

export async function pressKeys(desk: Desk, ...keys: readonly string[]): Promise<void> {
  await desk.run('xdotool', 'key', '--clearmodifiers', ...keys);
}

/** Holds the keys down together, the last one as long as `meanwhile` takes. */
export async function holdKeys(desk: Desk, keys: readonly string[], meanwhile: () => Promise<void>): Promise<void> {
  await desk.run('xdotool', 'keydown', ...keys.flatMap((key, index) => (index === 0 ? [key] : ['keydown', key])));
  try {
    await meanwhile();
  } finally {
    const up = keys.toReversed();
    await desk.run('xdotool', 'keyup', ...up.flatMap((key, index) => (index === 0 ? [key] : ['keyup', key])));
  }
}

export async function activeWindow(desk: Desk): Promise<string> {
  return (await desk.run('xdotool', 'getactivewindow').catch(() => '')).trim();
}

/** The id of the only window to be seen with this title. */
export async function windowNamed(desk: Desk, title: string): Promise<string> {
  const found = await desk.run('xdotool', 'search', '--sync', '--onlyvisible', '--name', `^${title}$`);
  return found.trim().split('\n')[0] ?? '';
}

export async function giveFocus(desk: Desk, window: string): Promise<void> {
  await desk.run('xdotool', 'windowactivate', '--sync', window);
  await until('the window has the focus', async () => (await activeWindow(desk)) === window);
}

interface Notebook {
  readonly window: string;
  /** The figures that it was given. */
  written(): string;
  /** The modifiers of the last key, as X11 counts them: 2 is Caps Lock, 16 Num Lock. */
  modifiers(): number;
}

/** Another program on the desk that writes down the keys it is given. */
export async function startNotebook(desk: Desk): Promise<Notebook> {
  const title = 'notebook';
  const program = desk.start('xev', ['-event', 'keyboard', '-name', title]);
  let heard = '';
  program.stdout?.setEncoding('utf8').on('data', (text: string) => (heard += text));
  const window = await windowNamed(desk, title);
  return {
    window,
    written: () =>
      heard
        .split(/\n\n/u)
        .filter((event) => event.trimStart().startsWith('KeyPress'))
        .map((event) => /XLookupString gives 1 bytes: \([0-9a-f]{2}\) "(\d)"/u.exec(event)?.[1] ?? '')
        .join(''),
    modifiers: () => Number([...heard.matchAll(/\bstate (0x[0-9a-f]+),/gu)].at(-1)?.[1] ?? 0),
  };
}
