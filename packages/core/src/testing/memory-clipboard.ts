import { PlatformError } from '../platform.ts';
import type { Clipboard } from '../platform.ts';

/** A clipboard that tests can read, and that other programs may write to. */
export interface MemoryClipboard extends Clipboard {
  /** What a paste would give. */
  text: string;
  /** Everything ever written to it, oldest first. */
  readonly written: readonly string[];
  /** Set it to make the host refuse. */
  refuses: boolean;
}

export function createMemoryClipboard(options: { readonly clears: boolean }): MemoryClipboard {
  const written: string[] = [];
  const clipboard: MemoryClipboard = {
    text: '',
    written,
    refuses: false,
    // Not async: what the host does must happen before the caller's first await.
    write(text) {
      if (clipboard.refuses) {
        return Promise.reject(new PlatformError('not-permitted', 'The host refused to write to the clipboard.'));
      }
      clipboard.text = text;
      written.push(text);
      return Promise.resolve();
    },
  };
  if (options.clears) {
    clipboard.clearIfHolds = (text) => {
      if (clipboard.text === text) {
        clipboard.text = '';
      }
      return Promise.resolve();
    };
  }
  return clipboard;
}
