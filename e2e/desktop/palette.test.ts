import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { until } from './desk.ts';
import { inTheWindow } from './desktop-test.ts';
import { activeWindow, giveFocus, pressKeys, startNotebook } from './keys.ts';
import { addAccount, choosePassword, clipboardText, codeOnShow } from './walk.ts';
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
    await desk().run('sh', '-c', 'printf something | xclip -selection clipboard -i >/dev/null 2>&1');
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
    await desk().run('sh', '-c', 'printf something | xclip -selection clipboard -i >/dev/null 2>&1');
    await summon();
    await pressKeys(desk(), 'Escape');
    await until('the other program has the focus again', async () => (await activeWindow(desk())) === notebook.window);
    expect(await clipboardText(desk())).toBe('something');
  });
});
