import type { KeyOutcome } from '@halfminute/core';
import { EXIT } from './exit-code.ts';
import { ensureSaved } from './open-vault.ts';
import { Refusal } from './refusal.ts';

/** What the core answers as 'too-short'. */
export function passwordTooShort(): Refusal {
  return new Refusal('password-too-short', 'A password needs at least 8 characters. Nothing was changed.');
}

/** Throws {@link Refusal} unless the keys were changed and saved. */
export function ensureChanged(outcome: KeyOutcome): void {
  ensureSaved(outcome);
  if (outcome.outcome === 'too-short') {
    throw passwordTooShort();
  }
  if (outcome.outcome === 'wrong-password') {
    throw new Refusal('wrong-password', 'That is not the password.', { exitCode: EXIT.wrongPassword });
  }
}
