import { until, type Desk } from './desk.ts';

/** What is in the clipboard of the desk; null: nothing that is text. */
export async function clipboardText(desk: Desk, target: string = 'UTF8_STRING'): Promise<string | null> {
  try {
    return await desk.run('timeout', '5', 'xclip', '-selection', 'clipboard', '-o', '-t', target);
  } catch {
    return null;
  }
}

/** Another program copies a word; what was in the clipboard is gone when this is done. */
export async function copyElsewhere(desk: Desk, word: string): Promise<void> {
  await desk.run('sh', '-c', `printf ${word} | xclip -selection clipboard -i >/dev/null 2>&1`);
  // It goes into the background first, and asks for the clipboard only there.
  await until('the other program has copied', async () => (await clipboardText(desk)) === word);
}
