import type { VaultProblem } from '@halfminute/core';

const OPENING: Readonly<Record<VaultProblem, string>> = {
  empty: 'The vault file is empty. Restore a backup, or an earlier copy: halfminute help restore',
  damaged:
    'The vault file was changed or damaged and was not opened. Earlier copies are kept: halfminute restore --list',
  'not-a-vault': 'This file is no vault of Halfminute; another program may own it. Nothing was changed.',
  'newer-version': 'This vault file comes from a newer Halfminute. Nothing was changed.',
  'unsafe-parameters': 'The vault file asks for more memory or time than a vault may. It was not opened.',
  'is-a-directory': 'The vault path is a folder. --vault wants a file.',
  'not-permitted': 'The system does not let you read the vault file. Nothing was changed.',
  io: 'The vault file could not be read. Nothing was changed.',
};

/** Why a vault cannot be opened, for the terminal. */
export function sentenceForOpening(problem: VaultProblem): string {
  return OPENING[problem];
}

const SAVING: Readonly<Partial<Record<VaultProblem | 'disk-full', string>>> = {
  'disk-full': 'The disk is full, so nothing was saved. The vault is as it was.',
  'not-permitted': 'The vault file is read-only, or its folder may not be written, so nothing was saved.',
  'is-a-directory': 'The vault path is a folder, so nothing was saved. --vault wants a file.',
  io: 'The vault file could not be written, so nothing was saved. The vault is as it was.',
};

/** Why a save failed. The old vault is as it was. */
export function sentenceForSaving(problem: VaultProblem | 'disk-full'): string {
  return SAVING[problem] ?? 'Another program has put something else in the place of the vault, so nothing was saved.';
}
