import type { Desk } from './desk.ts';

/** What is in the clipboard of the desk; null: nothing that is text. */
export async function clipboardText(desk: Desk, target: string = 'UTF8_STRING'): Promise<string | null> {
  try {
    return await desk.run('timeout', '5', 'xclip', '-selection', 'clipboard', '-o', '-t', target);
  } catch {
    return null;
  }
}
