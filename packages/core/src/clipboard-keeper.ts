import type { AccountId } from '@halfminute/vault';
import type { OpenState } from './app-state.ts';
import { inBackground } from './in-background.ts';
import { PlatformError } from './platform.ts';
import type { Platform, Unsubscribe } from './platform.ts';

const COPIED_SHOWS_MS = 2000;

/** Puts codes on the clipboard, and takes them off it again where the host can. */
export interface ClipboardKeeper {
  /** For two seconds after a copy of a code. */
  readonly copied: OpenState['copied'];
  /** Writes before it returns. 'not-permitted': the host refused. */
  copy(request: CopyRequest): Promise<'copied' | 'no-clipboard' | 'not-permitted'>;
  /** How long a copy made now would stay; null: nobody clears it. */
  clearsAfterSeconds(settingSeconds: number | null): number | null;
  /** Clears at once what is still to be cleared. */
  forget(): void;
}

interface CopyRequest {
  readonly text: string;
  /** The account whose code it is; null for any other text. */
  readonly id: AccountId | null;
  /** What the settings say; null: never clear. */
  readonly clearAfterSeconds: number | null;
}

export function createClipboardKeeper(platform: Platform, changed: () => void): ClipboardKeeper {
  const { clipboard, clock } = platform;
  let copied: OpenState['copied'] = null;
  let cancelShowing: Unsubscribe | null = null;
  let toClear: { readonly text: string; readonly cancel: Unsubscribe } | null = null;

  function clearsAfterSeconds(settingSeconds: number | null): number | null {
    return clipboard?.clearIfHolds === undefined ? null : settingSeconds;
  }

  function show(next: OpenState['copied']): void {
    cancelShowing?.();
    cancelShowing = null;
    copied = next;
    if (next !== null) {
      cancelShowing = clock.schedule(COPIED_SHOWS_MS, () => {
        copied = null;
        cancelShowing = null;
        changed();
      });
    }
  }

  function clearNow(): void {
    const { text } = toClear ?? {};
    toClear?.cancel();
    toClear = null;
    if (text !== undefined && clipboard?.clearIfHolds !== undefined) {
      // A host that can no longer reach its clipboard has nobody to tell: the codes may be locked by now.
      inBackground(clipboard.clearIfHolds(text));
    }
  }

  return {
    get copied() {
      return copied;
    },
    async copy({ text, id, clearAfterSeconds }) {
      if (clipboard === undefined) {
        return 'no-clipboard';
      }
      try {
        await clipboard.write(text);
      } catch (error) {
        if (error instanceof PlatformError) {
          return 'not-permitted';
        }
        throw error;
      }
      // What was there before has been written over.
      toClear?.cancel();
      toClear = null;
      const seconds = clearsAfterSeconds(clearAfterSeconds);
      if (seconds !== null) {
        toClear = { text, cancel: clock.schedule(seconds * 1000, clearNow) };
      }
      show(id === null ? null : { id, clearsAfterSeconds: seconds });
      changed();
      return 'copied';
    },
    clearsAfterSeconds,
    forget() {
      show(null);
      clearNow();
    },
  };
}
