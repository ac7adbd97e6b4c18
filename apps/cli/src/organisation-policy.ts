import { isAbsolute } from 'node:path';
import { readPolicy } from '@halfminute/core';
import type { PolicyFile, Session } from '@halfminute/core';
import { EXIT } from './exit-code.ts';
import { readPolicyFile } from './platform/policy-file.ts';
import type { PolicyPlace } from './platform/policy-file.ts';
import { Refusal } from './refusal.ts';

/** On other systems a policy is not a file; the window reads it there. */
let place: PolicyPlace | null =
  process.platform === 'linux' ? { path: '/etc/halfminute/policy.json', ownerId: 0 } : null;
let found: PolicyFile | null = null;

/** Looks for the policy elsewhere. Nothing that a user can give leads here: no option and no variable. */
export function lookForPolicyAt(elsewhere: PolicyPlace): void {
  place = elsewhere;
  found = null;
}

/** Read once a command; undefined where this system has no such file. */
export function organisationPolicy(): PolicyFile | undefined {
  if (place === null) {
    return undefined;
  }
  found ??= readPolicyFile(place);
  return found;
}

/** Where the organisation wants the vault; null: it does not say. */
export function fixedVaultFolder(): string | null {
  const file = organisationPolicy();
  const reading = readPolicy(file);
  const folder = reading.state === 'in-force' ? reading.policy.vaultFolder : undefined;
  if (file !== undefined && folder !== undefined && !isAbsolute(folder)) {
    throw policyBroken({ path: file.path, line: null, message: '"vaultFolder" is no absolute path on this system.' });
  }
  return folder ?? null;
}

export function policyBroken({
  path,
  line,
  message,
}: Omit<Extract<Session, { readonly phase: 'policy-broken' }>, 'phase'>): Refusal {
  const where = line === null ? path : `${path}, line ${line}`;
  return new Refusal(
    'policy-broken',
    `The policy of your organisation cannot be read, so nothing is opened. Tell your IT team: ${where}.`,
    { exitCode: EXIT.noVault, lines: [message], details: { path, line, reason: message } },
  );
}

/** `what`: such as "a recovery sheet". */
export function notAllowed(what: string): Refusal {
  return new Refusal('not-allowed', `Your organisation does not allow ${what}.`);
}
