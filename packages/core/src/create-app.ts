import { findAccount, trashedAccounts } from '@halfminute/vault';
import type { Argon2Cost } from '@halfminute/vault';
import { createAccountActs } from './accounts.ts';
import { accountsAfterPassword } from './after-password.ts';
import type { App } from './app.ts';
import type { AppState, Settings } from './app-state.ts';
import { createBackupActs } from './backups.ts';
import { createClipboardKeeper } from './clipboard-keeper.ts';
import { createClockMatters } from './clock-matters.ts';
import { createCodeActs } from './code-acts.ts';
import { createCodeWatch } from './codes.ts';
import { createDaysOfUse } from './days-of-use.ts';
import { createDeskWatches } from './desk-watches.ts';
import { createExportActs } from './exports.ts';
import { createFreshCodes } from './fresh-code.ts';
import { createHeartbeat } from './heartbeat.ts';
import { createHostFacts } from './host-facts.ts';
import { createIdleTimer } from './idle-timer.ts';
import { inBackground } from './in-background.ts';
import { createImports } from './importing/imports.ts';
import { createIncomingLinks } from './incoming-links.ts';
import { createKeys } from './keys.ts';
import { makeVault } from './making-vault.ts';
import { createNotices } from './notices.ts';
import { createOpenStateMaker } from './open-state.ts';
import { openBackup } from './opening-backup.ts';
import { offersOf } from './offers.ts';
import type { Platform, Unsubscribe } from './platform.ts';
import { rulesInForce } from './policy/rules-in-force.ts';
import { reportOf } from './report.ts';
import { createSaving } from './saving.ts';
import { createSessionGate } from './session-gate.ts';
import { DEFAULT_SETTINGS, settingsEdit, settingsOf } from './settings.ts';
import { createStore } from './store.ts';
import { createThisComputer } from './this-computer.ts';
import { createThisDevice } from './this-device.ts';
import { createUndo } from './undo.ts';
import { createUnlock } from './unlocking.ts';
import { sameDeviceTold } from './user-records.ts';

export interface AppOptions {
  /** What new password slots cost; 'strong' unless the host is a browser. */
  readonly cost?: Argon2Cost;
  /** For the report. */
  readonly version?: string;
}

/** Puts the parts together: each of them knows one thing, and what happens between them stands here. */
export function createApp(platform: Platform, options: AppOptions = {}): App {
  const { clock, vaultFile } = platform;
  const cost = options.cost ?? 'strong';
  const version = options.version ?? 'unknown';

  const rules = rulesInForce(platform.policy);
  const device = createThisDevice(platform.deviceSettings, rules);
  const links = createIncomingLinks(publish);
  const store = createStore<AppState>({
    session: { phase: 'starting' },
    open: null,
    holdsUnsaved: false,
    device: device.settings,
    incomingLinks: 0,
    clockCorrectionMs: null,
  });
  const openStates = createOpenStateMaker();
  const notices = createNotices();
  const undo = createUndo();
  const idle = createIdleTimer(clock);
  const facts = createHostFacts(platform, publish);
  const clipboard = createClipboardKeeper(platform, publish);
  const time = createClockMatters({
    platform,
    notices,
    changed() {
      codes.timeChanged();
      publish();
    },
  });
  const codes = createCodeWatch(time.correction.clock, (id) => {
    const account = saving.held === null ? null : findAccount(saving.held.vault.document, id);
    return account === null || account.trashedUnixSeconds !== null ? null : account;
  });

  const saving = createSaving(platform, {
    changed() {
      codes.accountsChanged();
      lookAtKeyring();
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
  const thisComputer = createThisComputer({
    platform,
    saving,
    rules,
    changed() {
      gate.offerThisComputer(thisComputer.standing);
      publish();
    },
  });
  const keys = createKeys({ platform, saving, rules, thisComputer, cost });
  const gate = createSessionGate({
    platform,
    saving,
    rules,
    changed: publish,
    thisComputer: () => thisComputer.standing,
    found(header) {
      thisComputer.look(header);
      gate.offerThisComputer(thisComputer.standing);
    },
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
      heartbeat.arm();
      time.look();
      lookAtKeyring();
      facts.lookAtStorage();
      await saving.edit(days.opened);
      await facts.countGenerations();
    },
    locking() {
      heartbeat.stop();
      codes.wipe();
      clipboard.forget();
      keys.forget();
      imports.forget();
      undo.forget();
      notices.forget();
      time.forgetSleep();
      openStates.forget();
    },
  });
  const imports = createImports({ platform, saving, undo, added: () => facts.askForPersistence() });
  const days = createDaysOfUse({ clock, saving, clockJumped: () => time.jumped });
  const unlock = createUnlock({ gate, saving, rules, thisComputer, fileName: vaultFile.name });
  const codeActs = createCodeActs({ saving, codes, clipboard, undo, settings });

  const fresh = createFreshCodes(codeActs, () => store.get().open);
  const heartbeat = createHeartbeat({
    clock,
    idle,
    isOpen: () => gate.session.phase === 'open',
    limitSeconds: () => settings().lockAfterIdleSeconds,
    beat,
  });
  const desk = createDeskWatches({
    platform,
    fresh,
    links,
    device,
    palette: {
      hidesCodes: () => settings().hideCodes,
      theme: () => settings().theme,
      view: (id) => codes.view(id),
      used: noteActivity,
      lockIfIdle,
    },
    settings,
    lock: (because) => gate.lock(because),
    deviceChanged: publish,
  });

  let stopWatching: Unsubscribe | null = null;

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
            rules,
            notices: (standing) => notices.list(standing),
            session: {
              undoable: undo.undoable,
              copied: clipboard.copied,
              newPasswordDue: keys.newPasswordDue,
              generationCount: facts.generationCount,
              storagePersistent: facts.storagePersistent,
              thisComputer: thisComputer.standing,
            },
          });
    const next: AppState = {
      session,
      open,
      holdsUnsaved: saving.holdsUnsaved,
      device: device.settings,
      incomingLinks: links.count,
      clockCorrectionMs: time.correction.correctionMs,
    };
    if (Object.entries(next).some(([name, part]) => part !== before[name as keyof AppState])) {
      store.set(next);
      desk.changed();
    }
  }

  function settings(): Settings {
    return rules.tighten(saving.held === null ? DEFAULT_SETTINGS : settingsOf(saving.held.vault.document));
  }

  function lookAtKeyring(): void {
    if (saving.held !== null) {
      thisComputer.look(saving.held.vault.header);
    }
  }

  const afterPassword = (password: string) => accountsAfterPassword({ platform, saving }, password);

  function noteActivity(): void {
    if (idle.touch(settings().lockAfterIdleSeconds)) {
      gate.lock('idle');
    }
  }

  function lockIfIdle(): void {
    if (idle.isOver(settings().lockAfterIdleSeconds)) {
      gate.lock('idle');
    }
  }

  function beat(): void {
    time.look();
    lockIfIdle();
    if (gate.session.phase === 'open') {
      days.noteNew();
    }
    // A reminder may have become due.
    publish();
  }

  return {
    getState: () => store.get(),
    subscribe: (listener) => store.subscribe(listener),
    async start() {
      stopWatching ??=
        vaultFile.watch?.(() => {
          inBackground(gate.session.phase === 'open' ? saving.refresh() : gate.look());
        }) ?? null;
      desk.start();
      facts.lookAtStorage();
      await gate.look();
    },
    dispose() {
      gate.lock('by-user');
      codes.wipe();
      stopWatching?.();
      stopWatching = null;
      heartbeat.stop();
      desk.stop();
    },
    session: {
      create: (request) => makeVault({ gate, platform, rules, cost }, request),
      unlock: ({ password }) => unlock({ kind: 'password', password }),
      unlockWithThisComputer: () => unlock({ kind: 'this-computer' }),
      unlockWithRecoveryKey: ({ recoveryKey }) => unlock({ kind: 'recovery-key', recoveryKey }),
      openBackup: ({ bytes, credential }) =>
        openBackup(
          { gate, saving, platform, rules },
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
      rules,
      undo,
      afterPassword,
      copyNew: (id, account) => codeActs.copyNew(id, account),
      added: () => facts.askForPersistence(),
    }),
    codes: codeActs.codes,
    keys: keys.acts,
    backups: createBackupActs({
      platform,
      saving,
      facts,
      rules,
      async fileReplaced() {
        gate.lock('by-user');
        await gate.look();
      },
    }),
    exports: createExportActs({
      platform,
      rules,
      afterPassword,
      countTrash: () => (saving.held === null ? 0 : trashedAccounts(saving.held.vault.document).length),
    }),
    clock: { measure: () => time.correction.measure() },
    imports: imports.acts,
    offers: offersOf(platform, { rules, thisComputer: thisComputer.offered }),
    async changeSettings(changes) {
      const save = saving.edit(settingsEdit(changes));
      heartbeat.arm();
      return save;
    },
    copyCode: (id, which) => codeActs.copyCode(id, which),
    copyText: (text) => clipboard.copy({ text, id: null, clearAfterSeconds: settings().clipboardSeconds }),
    noteSameDeviceTold: () => saving.edit(sameDeviceTold),
    dismissNotice(kind) {
      notices.dismiss(kind);
      publish();
    },
    changeDeviceSettings: (changes) => device.change(changes),
    takeIncomingLink: () => links.take(),
    settled: () => saving.settled(),
    noteActivity,
    report: () => reportOf({ version, hostName: platform.hostName, state: store.get() }),
  };
}
