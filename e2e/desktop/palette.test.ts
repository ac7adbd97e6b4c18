import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { addAccount, choosePassword, codeOnShow } from '../app-walk.ts';
import { until } from './desk.ts';
import { inTheWindow } from './desktop-test.ts';
import { activeWindow, giveFocus, holdKeys, pressKeys, startNotebook, windowNamed } from './keys.ts';
import { clipboardText, copyElsewhere } from './clipboard.ts';
import type { HalfminuteWindow } from './window.ts';

inTheWindow('the quick palette', (desk, open) => {
  let window: HalfminuteWindow;
  let notebook: Awaited<ReturnType<typeof startNotebook>>;

  beforeAll(async () => {
    window = await open();
    await choosePassword(window);
    await addAccount(window);
    notebook = await startNotebook(desk());
  });

  async function summon(): Promise<void> {
    await giveFocus(desk(), notebook.window);
    await pressKeys(desk(), 'ctrl+alt+space');
    await until('the palette has the focus', async () => (await activeWindow(desk())) !== notebook.window);
    // Its page paints a moment after its window has the focus.
    await sleep(700);
  }

  it('copies a code in four presses of keys, and gives the focus back', async () => {
    await copyElsewhere(desk(), 'something');
    await summon(); // the first press
    await pressKeys(desk(), 'e');
    await pressKeys(desk(), 'x');
    await sleep(200);
    await pressKeys(desk(), 'Return');
    await until('a code is copied', async () => /^\d{6}$/u.test((await clipboardText(desk())) ?? ''));
    expect(await clipboardText(desk())).toBe(await codeOnShow(window));
    await until('the other program has the focus again', async () => (await activeWindow(desk())) === notebook.window);
  });

  it('types the code into the program that had the focus before', async () => {
    await summon();
    await pressKeys(desk(), 'e', 'x');
    await sleep(200);
    const before = notebook.written();
    await pressKeys(desk(), 'ctrl+Return');
    await until('six figures are typed', () => notebook.written().length - before.length >= 6);
    expect(notebook.written().slice(before.length)).toBe(await codeOnShow(window));
  });

  it('goes away with Esc, and copies nothing', async () => {
    await copyElsewhere(desk(), 'something');
    await summon();
    await pressKeys(desk(), 'Escape');
    await until('the other program has the focus again', async () => (await activeWindow(desk())) === notebook.window);
    expect(await clipboardText(desk())).toBe('something');
  });

  const hasNotebookFocus = async (): Promise<boolean> => (await activeWindow(desk())) === notebook.window;

  it('goes away with the keys that brought it, each time', async () => {
    for (let round = 0; round < 10; round += 1) {
      await summon();
      await pressKeys(desk(), 'ctrl+alt+space');
      await until('the other program has the focus again', hasNotebookFocus);
      // Not once more.
      await sleep(400);
      expect(await hasNotebookFocus()).toBe(true);
    }
  });

  it('comes once for a key that is held down', async () => {
    await giveFocus(desk(), notebook.window);
    const before = notebook.written();
    await holdKeys(desk(), ['5'], () => sleep(1500));
    await until('the key repeats', () => notebook.written().length - before.length > 3);
    const seen: boolean[] = [];
    await holdKeys(desk(), ['Control_L', 'Alt_L', 'space'], async () => {
      await until('the palette is there', async () => !(await hasNotebookFocus()));
      for (const endMs = Date.now() + 2000; Date.now() < endMs; await sleep(20)) {
        seen.push(!(await hasNotebookFocus()));
      }
    });
    expect(new Set(seen)).toEqual(new Set([true]));
    await sleep(400);
    expect(await hasNotebookFocus()).toBe(false);
    await pressKeys(desk(), 'Escape');
    await until('the other program has the focus again', hasNotebookFocus);
  });

  it.each([
    { locks: ['Caps_Lock'], modifiers: 2 },
    { locks: ['Num_Lock'], modifiers: 16 },
    { locks: ['Caps_Lock', 'Num_Lock'], modifiers: 18 },
  ])('comes while $locks is on', async ({ locks, modifiers }) => {
    await giveFocus(desk(), notebook.window);
    await desk().run('xdotool', 'key', ...locks);
    try {
      await desk().run('xdotool', 'key', '5');
      await until('the lock is on', () => notebook.modifiers() === modifiers);
      await desk().run('xdotool', 'key', 'ctrl+alt+space');
      await until('the palette has the focus', async () => !(await hasNotebookFocus()));
      await sleep(700);
      await desk().run('xdotool', 'key', 'Escape');
      await until('the other program has the focus again', hasNotebookFocus);
    } finally {
      await desk().run('xdotool', 'key', ...locks);
    }
  });

  const zoomPercent = async (): Promise<number> =>
    Math.round((100 * 420) / (await window.driver.run<number>('return innerWidth')));

  it('is larger where the user has made the page larger', async () => {
    await giveFocus(desk(), await windowNamed(desk(), 'Halfminute'));
    for (const percent of [110, 125, 150, 175, 200]) {
      await pressKeys(desk(), 'ctrl+equal');
      await until(`the page is at ${percent} %`, async () => (await zoomPercent()) === percent);
    }
    try {
      await summon();
      const geometry = await desk().run('xdotool', 'getwindowgeometry', await activeWindow(desk()));
      expect(geometry).toContain('Geometry: 840x720');
      await pressKeys(desk(), 'Escape');
      await until('the other program has the focus again', hasNotebookFocus);
    } finally {
      await giveFocus(desk(), await windowNamed(desk(), 'Halfminute'));
      await pressKeys(desk(), 'ctrl+0');
    }
  });

  it('comes with the same keys where the layout has them elsewhere', async () => {
    await chooseKeys('ctrl+alt+z', 'Ctrl + Alt + Z');
    await desk().run('setxkbmap', 'de');
    try {
      await sleep(500);
      await giveFocus(desk(), notebook.window);
      await pressKeys(desk(), 'ctrl+alt+z');
      await until('the palette has the focus', async () => !(await hasNotebookFocus()));
      await sleep(700);
      await pressKeys(desk(), 'Escape');
      await until('the other program has the focus again', hasNotebookFocus);
    } finally {
      await desk().run('setxkbmap', 'us');
    }
  });

  it('comes with other keys once they are chosen, and no longer with those before', async () => {
    await chooseKeys('ctrl+alt+k', 'Ctrl + Alt + K');
    await giveFocus(desk(), notebook.window);
    await pressKeys(desk(), 'ctrl+alt+space', 'ctrl+alt+z');
    await sleep(700);
    expect(await hasNotebookFocus()).toBe(true);
    await pressKeys(desk(), 'ctrl+alt+k');
    await until('the palette has the focus', async () => !(await hasNotebookFocus()));
    await sleep(700);
    await pressKeys(desk(), 'Escape');
    await until('the other program has the focus again', hasNotebookFocus);
  });

  it('leaves keys alone that another program holds', async () => {
    await startRecording();
    // The window manager's own: pressed within the page alone, where it cannot hear of it.
    await window.driver.pressTogether(['\uE00A', '\uE034']); // Alt+F4
    await window.find('text', 'Another program holds these keys. Choose others.');
    await giveFocus(desk(), notebook.window);
    await pressKeys(desk(), 'ctrl+alt+k');
    await until('the palette has the focus', async () => !(await hasNotebookFocus()));
  });

  async function chooseKeys(keys: string, shown: string): Promise<void> {
    await startRecording();
    await pressKeys(desk(), keys);
    await window.find('button', `Quick palette: ${shown}. Change the keys`);
  }

  async function startRecording(): Promise<void> {
    await giveFocus(desk(), await windowNamed(desk(), 'Halfminute'));
    if (!(await window.sees('heading', 'Settings'))) {
      await window.press('More');
      await window.choose('Settings');
    }
    await window.press(/^Quick palette: /);
    await window.find('button', 'Press the keys');
  }
});
