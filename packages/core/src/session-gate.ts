import { inspectVault } from '@halfminute/vault';
import type { DeriveKey, OpenVault, VaultHeader } from '@halfminute/vault';
import type { ThisComputer } from './app-desk.ts';
import type { LockReason, Session } from './app-state.ts';
import { problemOfReading } from './file-problem.ts';
import type { Platform, Revision, StoredVault } from './platform.ts';
import type { RulesInForce } from './policy/rules-in-force.ts';
import type { Saving } from './saving.ts';
import { nextSession } from './session-machine.ts';
import type { SessionEvent } from './session-machine.ts';

/** The one place where a session changes: looks at the file, lets an opened vault in, and locks. */
export interface SessionGate {
  readonly session: Session;
  happen(event: SessionEvent): void;
  /** Looks at the file, unless something is open or being opened. */
  look(): Promise<void>;
  lookAtFile(): Promise<FileLook>;
  /** Lets an opened vault in. Where it was locked while it was being opened, it is locked again without ever showing. */
  enter(opened: OpenedFile, how: HowOpened): Promise<void>;
  /** Back to where an attempt began, after it came to nothing. */
  turnBack(to: Session): void;
  lock(because: LockReason): void;
  /** An attempt to open opened nothing. */
  refuse(refused: Pick<LockedShow, 'savedUnixSeconds' | 'because' | 'failure'>): void;
  /** Whether this computer can unlock is another matter now. */
  offerThisComputer(thisComputer: ThisComputer): void;
  /** Why it was locked while it was being opened; null: it was not. Asking ends it. */
  takeLockRequest(): LockReason | null;
  /** The host's Argon2, which shows when it is done. */
  readonly deriveKey: DeriveKey;
}

type LockedShow = Extract<SessionEvent, { readonly type: 'locked' }>;

/** The file as it was met; `found` is there exactly when it can be opened. */
interface FileLook {
  readonly event: Extract<SessionEvent, { type: 'file-absent' | 'file-found' | 'file-unreadable' | 'policy-broken' }>;
  readonly found: { readonly stored: StoredVault; readonly header: VaultHeader } | null;
}

interface OpenedFile {
  readonly vault: OpenVault;
  readonly revision: Revision;
  readonly savedUnixSeconds: number | null;
}

interface HowOpened {
  readonly withRecoveryKey: boolean;
  readonly isNew: boolean;
}

export interface SessionGateNeed {
  readonly platform: Platform;
  readonly saving: Saving;
  readonly rules: RulesInForce;
  /** What is known of it. */
  thisComputer(): ThisComputer;
  /** A file that can be opened was found. */
  found(header: VaultHeader): void;
  /** The session is another one. */
  changed(): void;
  /** Called before the open session shows. */
  opening(how: HowOpened): void;
  /** Called after it shows: what is done once a session. */
  opened(): Promise<void>;
  /** Wipes everything that belongs to the session. Called before it shows as locked. */
  locking(): void;
}

export function createSessionGate(need: SessionGateNeed): SessionGate {
  const { platform, saving, rules } = need;
  const fileName = platform.vaultFile.name;
  let session: Session = { phase: 'starting' };
  let lockRequest: LockReason | null = null;

  function happen(event: SessionEvent): void {
    session = nextSession(session, event);
    need.changed();
  }

  function isBusy(): boolean {
    return session.phase === 'open' || session.phase === 'opening';
  }

  function showLocked(shown: Omit<LockedShow, 'type' | 'fileName' | 'thisComputer'>): void {
    happen({ type: 'locked', fileName, ...shown, thisComputer: need.thisComputer() });
  }

  async function lookAtFile(): Promise<FileLook> {
    if (rules.broken !== null) {
      const { path, line, message } = rules.broken;
      return { event: { type: 'policy-broken', path, line, message }, found: null };
    }
    try {
      const stored = await platform.vaultFile.read();
      if (stored === null) {
        return { event: { type: 'file-absent' }, found: null };
      }
      const header = await inspectVault(stored.bytes);
      const { savedUnixSeconds } = stored;
      return { event: { type: 'file-found', fileName, savedUnixSeconds }, found: { stored, header } };
    } catch (error) {
      return { event: { type: 'file-unreadable', fileName, problem: problemOfReading(error) }, found: null };
    }
  }

  function takeLockRequest(): LockReason | null {
    const because = lockRequest;
    lockRequest = null;
    return because;
  }

  return {
    get session() {
      return session;
    },
    happen,
    async look() {
      if (isBusy()) {
        return;
      }
      const { event, found } = await lookAtFile();
      // Somebody may have begun to open it meanwhile.
      if (isBusy()) {
        return;
      }
      happen(event);
      if (found !== null) {
        need.found(found.header);
      }
    },
    lookAtFile,
    async enter(opened, how) {
      saving.hold(opened);
      const because = takeLockRequest();
      if (because !== null) {
        saving.release();
        showLocked({ savedUnixSeconds: opened.savedUnixSeconds, because, failure: null });
        return;
      }
      need.opening(how);
      happen({ type: 'opened', fileName });
      await need.opened();
    },
    turnBack(to) {
      lockRequest = null;
      happen({ type: 'turned-back', to });
    },
    lock(because) {
      if (session.phase === 'opening') {
        lockRequest = because;
      }
      if (session.phase !== 'open') {
        return;
      }
      const savedUnixSeconds = saving.held?.savedUnixSeconds ?? null;
      need.locking();
      saving.release();
      showLocked({ savedUnixSeconds, because, failure: null });
    },
    refuse({ savedUnixSeconds, because, failure }) {
      showLocked({ savedUnixSeconds, because: takeLockRequest() ?? because, failure });
    },
    offerThisComputer(thisComputer) {
      if (session.phase === 'locked' && session.thisComputer !== thisComputer) {
        happen({ type: 'keyring-answered', thisComputer });
      }
    },
    takeLockRequest,
    async deriveKey(request) {
      const key = await platform.deriveKey(request);
      if (session.phase === 'opening') {
        happen({ type: 'opening', fileName, doing: 'decrypting' });
      }
      return key;
    },
  };
}
