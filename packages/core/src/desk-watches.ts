import type { FreshCodes } from './fresh-code.ts';
import type { IncomingLinks } from './incoming-links.ts';
import type { LockReason, Settings } from './app-state.ts';
import { inBackground } from './in-background.ts';
import { keepIdentity } from './keep-identity.ts';
import { createPaletteAnswers } from './palette-answers.ts';
import type { PaletteNeed } from './palette-answers.ts';
import type { Platform, Unsubscribe } from './platform.ts';
import type { SystemLockEvent, TrayAct, TrayState } from './platform-desk.ts';
import type { ThisDevice } from './this-device.ts';
import { trayStateOf } from './tray-state.ts';

/** What a desktop asks of the program from outside of its window, and what it is told. */
export interface DeskWatches {
  /** Begins to listen; once, until {@link stop}. */
  start(): void;
  stop(): void;
  /** Something may be another thing than before: the tray shows it. */
  changed(): void;
}

export interface DeskWatchesNeed {
  readonly platform: Platform;
  readonly fresh: FreshCodes;
  readonly links: IncomingLinks;
  readonly device: ThisDevice;
  readonly palette: Omit<PaletteNeed, 'fresh'>;
  settings(): Settings;
  lock(because: LockReason): void;
  deviceChanged(): void;
}

export function createDeskWatches(need: DeskWatchesNeed): DeskWatches {
  const { platform, fresh } = need;
  let stops: readonly Unsubscribe[] | null = null;
  let shown: TrayState | null = null;

  function lockFor(what: SystemLockEvent): void {
    if (what !== 'screen-locked' || need.settings().lockWithScreen) {
      need.lock(what);
    }
  }

  function doFromTray(asked: TrayAct): void {
    if (asked.act === 'lock') {
      need.lock('by-user');
    } else {
      need.palette.used();
      inBackground(fresh.copy(asked.id));
    }
  }

  function changed(): void {
    if (platform.tray === undefined || stops === null) {
      return;
    }
    const next = keepIdentity(shown, trayStateOf(fresh.accounts()));
    if (next !== shown) {
      shown = next;
      platform.tray.show(next);
    }
  }

  return {
    start() {
      if (stops !== null) {
        return;
      }
      stops = [
        platform.systemLock?.watch(lockFor),
        platform.tray?.watch(doFromTray),
        platform.palette?.serve(createPaletteAnswers({ ...need.palette, fresh })),
        platform.links === undefined ? undefined : need.links.watch(platform.links),
        need.device.watch(need.deviceChanged),
      ].filter((stop) => stop !== undefined);
      changed();
    },
    stop() {
      for (const stop of stops ?? []) {
        stop();
      }
      stops = null;
      shown = null;
    },
    changed,
  };
}
