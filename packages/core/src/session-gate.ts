import { inspectVault } from '@halfminute/vault';
import type { DeriveKey, OpenVault } from '@halfminute/vault';
import type { LockReason, Session } from './app.ts';
import { problemOfReading } from './file-problem.ts';
import type { Platform, Revision, StoredVault } from './platform.ts';
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
  /** Why it was locked while it was being opened; null: it was not. Asking ends it. */
  takeLockRequest(): LockReason | null;
  /** The host's Argon2, which shows when it is done. */
  readonly deriveKey: DeriveKey;
}

/** The file as it was met; `stored` is there exactly when it can be opened. */
interface FileLook {
  readonly event: Extract<SessionEvent, { type: 'file-absent' | 'file-found' | 'file-unreadable' }>;
  readonly stored: StoredVault | null;
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
  const { platform, saving } = need;
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

  async function lookAtFile(): Promise<FileLook> {
    try {
      const stored = await platform.vaultFile.read();
      if (stored === null) {
        return { event: { type: 'file-absent' }, stored };
      }
      await inspectVault(stored.bytes);
      return { event: { type: 'file-found', fileName, savedUnixSeconds: stored.savedUnixSeconds }, stored };
    } catch (error) {
      return { event: { type: 'file-unreadable', fileName, problem: problemOfReading(error) }, stored: null };
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
      const { event } = await lookAtFile();
      // Somebody may have begun to open it meanwhile.
      if (!isBusy()) {
        happen(event);
      }
    },
    lookAtFile,
    async enter(opened, how) {
      saving.hold(opened);
      const because = takeLockRequest();
      if (because !== null) {
        saving.release();
        happen({ type: 'locked', fileName, savedUnixSeconds: opened.savedUnixSeconds, because, failure: null });
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
      happen({ type: 'locked', fileName, savedUnixSeconds, because, failure: null });
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
