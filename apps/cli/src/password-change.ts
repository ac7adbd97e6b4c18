import type { KeyOutcome } from '@halfminute/core';
import { EXIT } from './exit-code.ts';
import { ensureSaved } from './open-vault.ts';
import { Refusal } from './refusal.ts';

/** What the core answers as 'too-short'. */
export function passwordTooShort(leastLength: number): Refusal {
  const managed = leastLength > 8 ? ' here. Managed by your organisation' : '';
  return new Refusal(
    'password-too-short',
    `A password needs at least ${leastLength} characters${managed}. Nothing was changed.`,
    { details: { leastLength } },
  );
}

/** Throws {@link Refusal} unless the keys were changed and saved. */
export function ensureChanged(outcome: KeyOutcome): void {
  ensureSaved(outcome);
  if (outcome.outcome === 'too-short') {
    throw passwordTooShort(outcome.leastLength);
  }
  if (outcome.outcome === 'wrong-password') {
    throw new Refusal('wrong-password', 'That is not the password.', { exitCode: EXIT.wrongPassword });
  }
}
