import { findAccount, noteDayOpened, purgeable, purgeAccounts } from '@halfminute/vault';
import type { Argon2Cost } from '@halfminute/vault';
import { createAccountActs } from './accounts.ts';
import type { App, AppState, Settings } from './app.ts';
import { createBackupActs } from './backups.ts';
import { createClipboardKeeper } from './clipboard-keeper.ts';
import { createClockWatch } from './clock-watch.ts';
import { createCodeActs } from './code-acts.ts';
import { createCodeWatch } from './codes.ts';
import type { DocumentEdit } from './held-vault.ts';
import { createHostFacts } from './host-facts.ts';
import { createIdleTimer } from './idle-timer.ts';
import { inBackground } from './in-background.ts';
import { createKeys } from './keys.ts';
import { makeVault } from './making-vault.ts';
import { createNotices } from './notices.ts';
import { createOpenStateMaker } from './open-state.ts';
import { openBackup } from './opening-backup.ts';
import type { Platform, Unsubscribe } from './platform.ts';
import { reportOf } from './report.ts';
import { createSaving } from './saving.ts';
import { createSessionGate } from './session-gate.ts';
import { DEFAULT_SETTINGS, settingsEdit, settingsOf } from './settings.ts';
import { createStore } from './store.ts';
import { createUndo } from './undo.ts';
import { createUnlock } from './unlocking.ts';
import { sameDeviceTold } from './user-records.ts';

export interface AppOptions {
  /** What new password slots cost; 'strong' unless the host is a browser. */
  readonly cost?: Argon2Cost;
  /** For the report. */
  readonly version?: string;
}

/** How often the clock and the idle time are looked at, at the least. */
const BEAT_MS = 5000;
const DAY_MS = 86_400_000;

/** Puts the parts together: each of them knows one thing, and what happens between them stands here. */
export function createApp(platform: Platform, options: AppOptions = {}): App {
  const { clock, clipboard: hostClipboard, vaultFile } = platform;
  const cost = options.cost ?? 'strong';
  const version = options.version ?? 'unknown';

  const store = createStore<AppState>({ session: { phase: 'starting' }, open: null, holdsUnsaved: false });
  const openStates = createOpenStateMaker();
  const notices = createNotices();
  const undo = createUndo();
  const clockWatch = createClockWatch(clock);
  const idle = createIdleTimer(clock);
  const facts = createHostFacts(platform, publish);
  const clipboard = createClipboardKeeper(platform, publish);
  const codes = createCodeWatch(clock, (id) => {
    const account = saving.held === null ? null : findAccount(saving.held.vault.document, id);
    return account === null || account.trashedUnixSeconds !== null ? null : account;
  });

  const saving = createSaving(platform, {
    changed() {
      codes.accountsChanged();
      publish();
    },
    async saved() {
      notices.withdraw('save-failed');
      publish();
      await facts.countGenerations();
    },
    failed(problem) {
      notices.raise({ kind: 'save-failed', problem });
      publish();
    },
    released: publish,
    merged() {
      notices.raise({ kind: 'merged' });
    },
    lockedOut() {
      gate.lock('changed-elsewhere');
    },
  });
  const keys = createKeys({ platform, saving, cost });
  const gate = createSessionGate({
    platform,
    saving,
    changed: publish,
    opening({ withRecoveryKey, isNew }) {
      idle.restart();
      if (withRecoveryKey) {
        keys.openedWithRecoveryKey();
      }
      if (isNew) {
        facts.askForPersistence();
      }
    },
    async opened() {
      armBeat();
      lookAtClock();
      facts.lookAtStorage();
      await saving.edit(dayOpened);
      await facts.countGenerations();
    },
    locking() {
      codes.wipe();
      clipboard.forget();
      keys.forget();
      undo.forget();
      notices.forget();
      clockWatch.forgetSleep();
      openStates.forget();
    },
  });
  const unlock = createUnlock({ gate, saving, fileName: vaultFile.name });
  const codeActs = createCodeActs({ saving, codes, clipboard, undo, settings });

  let stopWatching: Unsubscribe | null = null;
  let dayNoted: number | null = null;
  let cancelBeat: Unsubscribe | null = null;

  function publish(): void {
    const { session } = gate;
    const { held } = saving;
    const before = store.get();
    const open =
      session.phase !== 'open' || held === null
        ? null
        : openStates.make({
            document: held.vault.document,
            unixSeconds: clock.unixMs() / 1000,
            notices: (standing) => notices.list(standing),
            session: {
              undoable: undo.undoable,
              copied: clipboard.copied,
              newPasswordDue: keys.newPasswordDue,
              generationCount: facts.generationCount,
              storagePersistent: facts.storagePersistent,
            },
          });
    const { holdsUnsaved } = saving;
    if (session !== before.session || open !== before.open || holdsUnsaved !== before.holdsUnsaved) {
      store.set({ session, open, holdsUnsaved });
    }
  }

  function settings(): Settings {
    return saving.held === null ? DEFAULT_SETTINGS : settingsOf(saving.held.vault.document);
  }

  /** What lies in the trash is counted in days on which the program was open, also one that is never closed. */
  function noteNewDay(): void {
    const today = Math.floor(clock.unixMs() / DAY_MS);
    if (gate.session.phase === 'open' && today !== dayNoted) {
      dayNoted = today;
      inBackground(saving.edit(noteDayOpened));
    }
  }

  /** Once a session: the day is noted, and what has lain in the trash long enough goes. */
  const dayOpened: DocumentEdit = (document, context) => {
    dayNoted = Math.floor(context.unixSeconds / 86_400);
    const noted = noteDayOpened(document, context);
    const gone = purgeable(noted, { unixSeconds: context.unixSeconds, clockJumped: clockWatch.jumped });
    return gone.length === 0 ? noted : purgeAccounts(noted, gone, context);
  };

  function lookAtClock(): void {
    const aheadSeconds = clockWatch.look();
    if (aheadSeconds === null) {
      return;
    }
    if (aheadSeconds === 0) {
      notices.withdraw('clock-jumped');
    } else {
      const atUnixSeconds = Math.floor(clock.unixMs() / 1000);
      notices.raise({ kind: 'clock-jumped', seconds: aheadSeconds, atUnixSeconds });
    }
    publish();
  }

  function armBeat(): void {
    cancelBeat?.();
    const { lockAfterIdleSeconds } = settings();
    const isOpen = gate.session.phase === 'open';
    const untilIdleMs =
      isOpen && lockAfterIdleSeconds !== null ? Math.max(1, idle.remainingMs(lockAfterIdleSeconds)) : BEAT_MS;
    cancelBeat = clock.schedule(Math.min(BEAT_MS, untilIdleMs), beat);
  }

  function beat(): void {
    lookAtClock();
    if (idle.isOver(settings().lockAfterIdleSeconds)) {
      gate.lock('idle');
    }
    noteNewDay();
    // A reminder may have become due.
    publish();
    armBeat();
  }

  return {
    getState: () => store.get(),
    subscribe: (listener) => store.subscribe(listener),
    async start() {
      stopWatching ??=
        vaultFile.watch?.(() => {
          inBackground(gate.session.phase === 'open' ? saving.refresh() : gate.look());
        }) ?? null;
      armBeat();
      facts.lookAtStorage();
      await gate.look();
    },
    dispose() {
      gate.lock('by-user');
      codes.wipe();
      stopWatching?.();
      stopWatching = null;
      cancelBeat?.();
      cancelBeat = null;
    },
    session: {
      create: (request) => makeVault({ gate, platform, cost }, request),
      unlock: ({ password }) => unlock({ kind: 'password', password }),
      unlockWithRecoveryKey: ({ recoveryKey }) => unlock({ kind: 'recovery-key', recoveryKey }),
      openBackup: ({ bytes, credential }) =>
        openBackup(
          { gate, saving, platform },
          {
            bytes: Uint8Array.from(bytes),
            credential:
              'password' in credential ? { kind: 'password', ...credential } : { kind: 'recovery-key', ...credential },
          },
        ),
      lock: (reason = 'by-user') => gate.lock(reason),
    },
    accounts: createAccountActs({
      platform,
      saving,
      undo,
      copyNew: (id, account) => codeActs.copyNew(id, account),
      added: () => facts.askForPersistence(),
    }),
    codes: codeActs.codes,
    keys: keys.acts,
    backups: createBackupActs({
      platform,
      saving,
      facts,
      async fileReplaced() {
        gate.lock('by-user');
        await gate.look();
      },
    }),
    offers: {
      clipboard: hostClipboard !== undefined,
      clipboardClearing: hostClipboard?.clearIfHolds !== undefined,
    },
    async changeSettings(changes) {
      const save = saving.edit(settingsEdit(changes));
      armBeat();
      return save;
    },
    copyCode: (id, which) => codeActs.copyCode(id, which),
    copyText: (text) => clipboard.copy({ text, id: null, clearAfterSeconds: settings().clipboardSeconds }),
    noteSameDeviceTold: () => saving.edit(sameDeviceTold),
    dismissNotice(kind) {
      notices.dismiss(kind);
      publish();
    },
    noteActivity() {
      if (idle.touch(settings().lockAfterIdleSeconds)) {
        gate.lock('idle');
      }
    },
    report: () => reportOf({ version, hostName: platform.hostName, state: store.get() }),
  };
}
