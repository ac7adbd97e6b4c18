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
  /** How long a copy made now would stay, unless it is locked before; null: no time ends it. */
  clearsAfterSeconds(settingSeconds: number | null): number | null;
  /** On lock: clears what was copied, however long it was to stay, and what is being copied as soon as it is there. */
  forget(): void;
}

interface CopyRequest {
  readonly text: string;
  /** The account whose code it is; null for any other text. */
  readonly id: AccountId | null;
  /** What the settings say; null: until it is locked. */
  readonly clearAfterSeconds: number | null;
}

export function createClipboardKeeper(platform: Platform, changed: () => void): ClipboardKeeper {
  const { clipboard, clock } = platform;
  let copied: OpenState['copied'] = null;
  let cancelShowing: Unsubscribe | null = null;
  /** What of ours may be there. `cancel` is null where no time ends it. */
  let ours: { readonly text: string; readonly cancel: Unsubscribe | null } | null = null;
  /** What the host was told to write and has not said to be there. */
  const underWay = new Set<{ readonly text: string }>();

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

  function clear(text: string): void {
    if (clipboard?.clearIfHolds !== undefined) {
      // A host that can no longer reach its clipboard has nobody to tell: the codes may be locked by now.
      inBackground(clipboard.clearIfHolds(text));
    }
  }

  function clearNow(): void {
    const gone = ours;
    ours = null;
    if (gone !== null) {
      gone.cancel?.();
      clear(gone.text);
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
      const copy = { text };
      underWay.add(copy);
      let wasForgotten = false;
      try {
        await clipboard.write(text);
      } catch (error) {
        if (error instanceof PlatformError) {
          return 'not-permitted';
        }
        throw error;
      } finally {
        wasForgotten = !underWay.delete(copy);
      }
      if (wasForgotten) {
        clear(text);
        return 'copied';
      }
      // What was there before has been written over.
      ours?.cancel?.();
      const seconds = clearsAfterSeconds(clearAfterSeconds);
      ours = { text, cancel: seconds === null ? null : clock.schedule(seconds * 1000, clearNow) };
      show(id === null ? null : { id, clearsAfterSeconds: seconds });
      changed();
      return 'copied';
    },
    clearsAfterSeconds,
    forget() {
      show(null);
      clearNow();
      for (const { text } of underWay) {
        // The host may have written it and not said so yet, and be gone before it does.
        clear(text);
      }
      underWay.clear();
    },
  };
}
