import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ada, addAccount, choosePassword, rowName, tryPassword } from '../app-walk.ts';
import { clipboardText, copyElsewhere } from './clipboard.ts';
import { until } from './desk.ts';
import { inTheWindow } from './desktop-test.ts';
import { windowNamed } from './keys.ts';
import type { HalfminuteWindow } from './window.ts';

/** Whoever logs out ends his programs by these. */
inTheWindow('a window that is ended by a signal', (desk, open) => {
  async function endBy(window: HalfminuteWindow, signal: NodeJS.Signals): Promise<void> {
    const { processId } = window.driver;
    process.kill(processId, signal);
    await until('the program has ended', () => !existsSync(`/proc/${processId}`));
  }

  function rememberedPlace(): string {
    const path = join(desk().home, '.config', 'halfminute', 'windows.json');
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  const isCodeCopied = async (): Promise<boolean> => /^\d{6}$/u.test((await clipboardText(desk())) ?? '');

  it('ends in order, remembers its place, and leaves no code in the clipboard', async () => {
    const window = await open();
    await choosePassword(window);
    await addAccount(window); // and copies it
    await until('the code is copied', isCodeCopied);
    const before = rememberedPlace();
    await desk().run('xdotool', 'windowmove', '--sync', await windowNamed(desk(), 'Halfminute'), '210', '120');
    expect(rememberedPlace()).toBe(before);
    await endBy(window, 'SIGTERM');
    // Killed outright it would have written nothing.
    expect(rememberedPlace()).not.toBe(before);
    expect(await clipboardText(desk())).toBeNull();
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)("leaves somebody else's text alone: %s", async (signal) => {
    const window = await open();
    await tryPassword(window);
    await window.press(rowName(ada));
    await until('the code is copied', isCodeCopied);
    await copyElsewhere(desk(), 'something');
    await endBy(window, signal);
    expect(await clipboardText(desk())).toBe('something');
  });
});
