import { openVault, VaultError } from '@halfminute/vault';
import type { Credential, OpenOutcome } from '@halfminute/vault';
import type { UnlockFailure, UnlockOutcome } from './app.ts';
import { problemOfReading } from './file-problem.ts';
import type { StoredVault } from './platform.ts';
import type { Saving } from './saving.ts';
import type { SessionGate } from './session-gate.ts';

/** Answers the function that opens the vault file. While one attempt runs, a second call answers what the first does. */
export function createUnlock(need: {
  readonly gate: SessionGate;
  readonly saving: Saving;
  readonly fileName: string;
}): (credential: Credential) => Promise<UnlockOutcome> {
  let running: Promise<UnlockOutcome> | null = null;
  return (credential) => {
    running ??= unlock(need, credential).finally(() => {
      running = null;
    });
    return running;
  };
}

async function unlock(
  need: { readonly gate: SessionGate; readonly saving: Saving; readonly fileName: string },
  credential: Credential,
): Promise<UnlockOutcome> {
  const { gate, saving, fileName } = need;
  // What the last session was still saving comes first: it may leave edits to take over.
  await saving.settled();
  if (gate.session.phase === 'starting') {
    await gate.look();
  }
  const before = gate.session;
  switch (before.phase) {
    case 'open':
      return { outcome: 'opened' };
    case 'unreadable':
      return { outcome: 'unreadable', problem: before.problem };
    case 'starting':
    case 'absent':
    case 'opening':
      return { outcome: 'unreadable', problem: 'io' };
    case 'locked':
      break;
  }
  gate.happen({ type: 'opening', fileName, doing: 'deriving' });
  // The file may be another one since it was last looked at.
  const { event, stored } = await gate.lookAtFile();
  if (stored === null) {
    gate.takeLockRequest();
    gate.happen(event);
    return { outcome: 'unreadable', problem: event.type === 'file-unreadable' ? event.problem : 'io' };
  }
  let opening: OpenOutcome;
  try {
    opening = await openVault(stored.bytes, credential, gate);
  } catch (error) {
    const problem = problemOfReading(error);
    if (error instanceof VaultError) {
      gate.takeLockRequest();
      gate.happen({ type: 'file-unreadable', fileName, problem });
    } else {
      // The host's Argon2 failed, and the file is as good as before.
      gate.turnBack(before);
    }
    return { outcome: 'unreadable', problem };
  }
  if (opening.outcome !== 'opened') {
    return refuse(unlockFailureOf(opening.outcome, credential), stored);
  }
  await gate.enter(
    { vault: opening.vault, revision: stored.revision, savedUnixSeconds: stored.savedUnixSeconds },
    { withRecoveryKey: credential.kind === 'recovery-key', isNew: false },
  );
  return { outcome: 'opened' };

  function refuse(failure: UnlockFailure, { savedUnixSeconds }: StoredVault): UnlockOutcome {
    const lockedBecause = before.phase === 'locked' ? before.lockedBecause : null;
    gate.happen({
      type: 'locked',
      fileName,
      savedUnixSeconds,
      because: gate.takeLockRequest() ?? lockedBecause,
      failure,
    });
    return { outcome: 'failed', failure };
  }
}

/** What the user is told of a credential that opened nothing. */
export function unlockFailureOf(
  outcome: Exclude<OpenOutcome['outcome'], 'opened'>,
  credential: Credential,
): UnlockFailure {
  switch (outcome) {
    case 'wrong-password':
    case 'wrong-recovery-key':
    case 'recovery-key-slip':
      return outcome;
    case 'no-such-slot':
      return credential.kind === 'recovery-key' ? 'no-recovery-slot' : 'wrong-password';
    case 'wrong-device-key':
      return 'wrong-password';
  }
}
