import { openVault } from '@halfminute/vault';
import type { Credential, OpenOutcome } from '@halfminute/vault';
import type { SessionActs } from './app.ts';
import { problemOfReading } from './file-problem.ts';
import type { Platform } from './platform.ts';
import type { RulesInForce } from './policy/rules-in-force.ts';
import { replaceFile } from './replace-file.ts';
import type { Saving } from './saving.ts';
import type { SessionGate } from './session-gate.ts';
import { unlockFailureOf } from './unlocking.ts';

/**
 * Opens a backup and only then puts it in the place of the vault, whose content stays as a generation. Whatever fails
 * before that leaves everything as it was, be it locked, open or unreadable.
 */
export async function openBackup(
  need: {
    readonly gate: SessionGate;
    readonly saving: Saving;
    readonly platform: Platform;
    readonly rules: RulesInForce;
  },
  request: { readonly bytes: Uint8Array; readonly credential: Credential },
): ReturnType<SessionActs['openBackup']> {
  const { gate, saving, platform, rules } = need;
  const { vaultFile, clock } = platform;
  const { bytes, credential } = request;
  if (gate.session.phase === 'starting') {
    await gate.look();
  }
  const before = gate.session;
  if (before.phase === 'opening') {
    return { outcome: 'failed', problem: 'io' };
  }
  if (before.phase === 'policy-broken') {
    return { outcome: 'failed', problem: 'not-permitted' };
  }
  if (credential.kind === 'recovery-key' && !rules.allowsSlot('recovery-key')) {
    return { outcome: 'failed', failure: 'recovery-key-not-allowed' };
  }
  if (before.phase !== 'open') {
    gate.happen({ type: 'opening', fileName: vaultFile.name, doing: 'deriving' });
  }
  let opening: OpenOutcome;
  try {
    opening = await openVault(bytes, credential, gate);
  } catch (error) {
    giveUp();
    return { outcome: 'refused', problem: problemOfReading(error) };
  }
  if (opening.outcome !== 'opened') {
    giveUp();
    return { outcome: 'failed', failure: unlockFailureOf(opening.outcome, credential.kind) };
  }
  const { vault } = opening;
  const replaced = await saving.exclusively(() => replaceFile(vaultFile, bytes));
  if (replaced.outcome !== 'saved') {
    vault.masterKey.wipe();
    giveUp();
    return replaced;
  }
  if (before.phase === 'open' && gate.session.phase !== 'open') {
    // Somebody locked it meanwhile, and locked it stays.
    vault.masterKey.wipe();
    await gate.look();
    return { outcome: 'opened' };
  }
  if (before.phase === 'open') {
    gate.lock('by-user');
    gate.happen({ type: 'opening', fileName: vaultFile.name, doing: 'decrypting' });
  }
  await gate.enter(
    { vault, revision: replaced.revision, savedUnixSeconds: Math.floor(clock.unixMs() / 1000) },
    { withRecoveryKey: credential.kind === 'recovery-key', isNew: false },
  );
  return { outcome: 'opened' };

  function giveUp(): void {
    if (before.phase !== 'open') {
      gate.turnBack(before);
    }
  }
}
