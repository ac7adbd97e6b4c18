import { openVault, VaultError } from '@halfminute/vault';
import type { Credential, OpenOutcome, VaultHeader } from '@halfminute/vault';
import type { UnlockOutcome } from './app.ts';
import type { UnlockFailure } from './app-state.ts';
import type { ThisComputerWay } from './this-computer.ts';
import { problemOfReading } from './file-problem.ts';
import type { RulesInForce } from './policy/rules-in-force.ts';
import type { Saving } from './saving.ts';
import type { SessionGate } from './session-gate.ts';

export interface UnlockNeed {
  readonly gate: SessionGate;
  readonly saving: Saving;
  readonly rules: RulesInForce;
  readonly thisComputer: ThisComputerWay;
  readonly fileName: string;
}

/** What the user opens with: something typed, or whatever this computer's keyring keeps. */
export type UnlockWay = Exclude<Credential, { readonly kind: 'device-key' }> | { readonly kind: 'this-computer' };

/** Answers the function that opens the vault file. While one attempt runs, a second call answers what the first does. */
export function createUnlock(need: UnlockNeed): (way: UnlockWay) => Promise<UnlockOutcome> {
  let running: Promise<UnlockOutcome> | null = null;
  return (way) => {
    running ??= unlock(need, way).finally(() => {
      running = null;
    });
    return running;
  };
}

async function unlock(need: UnlockNeed, way: UnlockWay): Promise<UnlockOutcome> {
  const { gate, saving, rules, fileName } = need;
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
    case 'policy-broken':
      return { outcome: 'unreadable', problem: 'not-permitted' };
    case 'starting':
    case 'absent':
    case 'opening':
      return { outcome: 'unreadable', problem: 'io' };
    case 'locked':
      break;
  }
  gate.happen({ type: 'opening', fileName, doing: 'deriving' });
  // The file may be another one since it was last looked at.
  const { event, found } = await gate.lookAtFile();
  if (found === null) {
    gate.takeLockRequest();
    gate.happen(event);
    return { outcome: 'unreadable', problem: event.type === 'file-unreadable' ? event.problem : 'io' };
  }
  const { stored, header } = found;
  if (way.kind === 'recovery-key' && !rules.allowsSlot('recovery-key')) {
    return refuse('recovery-key-not-allowed');
  }
  const credentials = await credentialsOf(need.thisComputer, way, header);
  if (credentials === null) {
    return refuse('keychain-unanswered');
  }
  let opening: OpenOutcome = { outcome: 'no-such-slot' };
  try {
    opening = await openWithOneOf(credentials, stored.bytes, gate);
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
  } finally {
    wipeKeys(credentials);
  }
  if (opening.outcome !== 'opened') {
    return refuse(unlockFailureOf(opening.outcome, way.kind));
  }
  await gate.enter(
    { vault: opening.vault, revision: stored.revision, savedUnixSeconds: stored.savedUnixSeconds },
    { withRecoveryKey: way.kind === 'recovery-key', isNew: false },
  );
  return { outcome: 'opened' };

  function refuse(failure: UnlockFailure): UnlockOutcome {
    const because = before.phase === 'locked' ? before.lockedBecause : null;
    gate.refuse({ savedUnixSeconds: stored.savedUnixSeconds, because, failure });
    return { outcome: 'failed', failure };
  }
}

/** null: the keyring did not answer. */
async function credentialsOf(
  thisComputer: ThisComputerWay,
  way: UnlockWay,
  header: VaultHeader,
): Promise<readonly Credential[] | null> {
  if (way.kind !== 'this-computer') {
    return [way];
  }
  const keys = await thisComputer.keysFor(header);
  return keys === null ? null : keys.map((deviceKey) => ({ kind: 'device-key', deviceKey }));
}

/** The keyring may keep keys of slots that are there no more, or of another day's vault. */
async function openWithOneOf(
  credentials: readonly Credential[],
  bytes: Uint8Array,
  gate: SessionGate,
): Promise<OpenOutcome> {
  let opening: OpenOutcome = { outcome: 'no-such-slot' };
  for (const credential of credentials) {
    // oxlint-disable-next-line no-await-in-loop -- the next is tried only if this one opened nothing
    opening = await openVault(bytes, credential, gate);
    if (opening.outcome === 'opened') {
      break;
    }
  }
  return opening;
}

function wipeKeys(credentials: readonly Credential[]): void {
  for (const credential of credentials) {
    if (credential.kind === 'device-key') {
      credential.deviceKey.fill(0);
    }
  }
}

/** What the user is told of a credential that opened nothing. */
export function unlockFailureOf(
  outcome: Exclude<OpenOutcome['outcome'], 'opened'>,
  kind: UnlockWay['kind'] | Credential['kind'],
): UnlockFailure {
  if (kind === 'this-computer' || kind === 'device-key') {
    return 'keychain-without-key';
  }
  switch (outcome) {
    case 'wrong-password':
    case 'wrong-recovery-key':
    case 'recovery-key-slip':
      return outcome;
    case 'no-such-slot':
      return kind === 'recovery-key' ? 'no-recovery-slot' : 'wrong-password';
    case 'wrong-device-key':
      return 'keychain-without-key';
  }
}
