import { createVault, newReplica, sealVault } from '@halfminute/vault';
import type { Argon2Cost, EditContext, OpenVault } from '@halfminute/vault';
import type { SessionActs } from './app.ts';
import { problemOfSaving } from './file-problem.ts';
import type { Platform, WriteOutcome } from './platform.ts';
import type { RulesInForce } from './policy/rules-in-force.ts';
import type { SessionGate } from './session-gate.ts';
import { sameDeviceTold } from './user-records.ts';

/** Makes the first vault of this host. What is there already is never overwritten. */
export async function makeVault(
  need: {
    readonly gate: SessionGate;
    readonly platform: Platform;
    readonly rules: RulesInForce;
    readonly cost: Argon2Cost;
  },
  request: Parameters<SessionActs['create']>[0],
): ReturnType<SessionActs['create']> {
  const { gate, platform, rules, cost } = need;
  const { vaultFile, clock } = platform;
  const { password } = request;
  if (rules.isPasswordTooShort(password)) {
    return { outcome: 'too-short', leastLength: rules.passwordMinLength };
  }
  if (gate.session.phase === 'starting') {
    await gate.look();
  }
  const before = gate.session;
  if (before.phase === 'policy-broken') {
    return { outcome: 'failed', problem: 'not-permitted' };
  }
  if (before.phase !== 'absent') {
    return { outcome: 'conflict' };
  }
  gate.happen({ type: 'opening', fileName: vaultFile.name, doing: 'creating' });
  let vault: OpenVault | null = null;
  let written: WriteOutcome;
  try {
    vault = await createVault({ password, cost, deriveKey: platform.deriveKey, randomBytes: platform.randomBytes });
    if (request.sameDeviceTold === true) {
      vault = { ...vault, document: sameDeviceTold(vault.document, firstEdit(platform)) };
    }
    written = await vaultFile.write(await sealVault(vault, platform), null);
  } catch (error) {
    vault?.masterKey.wipe();
    gate.turnBack(before);
    return { outcome: 'failed', problem: problemOfSaving(error) };
  }
  if (written.outcome === 'conflict') {
    vault.masterKey.wipe();
    gate.turnBack(before);
    await gate.look();
    return { outcome: 'conflict' };
  }
  await gate.enter(
    { vault, revision: written.revision, savedUnixSeconds: Math.floor(clock.unixMs() / 1000) },
    { withRecoveryKey: false, isNew: true },
  );
  return { outcome: 'created' };
}

function firstEdit({ randomBytes, clock }: Platform): EditContext {
  return { replica: newReplica(randomBytes), unixSeconds: Math.floor(clock.unixMs() / 1000) };
}
