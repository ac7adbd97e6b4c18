import type { ReadyBackup } from './backup.ts';
import { missingTransferParts } from './google/missing-parts.ts';

/** Sentences about several files together: parts of a transfer that miss, how many logins have no code, and how many names are not whole. */
export function notesOf(backups: readonly ReadyBackup[]): readonly string[] {
  const withoutCode = backups.reduce((sum, backup) => sum + (backup.withoutCode ?? 0), 0);
  const otherLines = backups.reduce((sum, backup) => sum + (backup.otherLines ?? 0), 0);
  const unreadable = backups
    .flatMap(({ entries }) => entries)
    .filter(
      (entry) => entry.verdict === 'imported' && entry.warnings.some(({ code }) => code === 'name-unreadable'),
    ).length;
  return [
    ...missingTransferParts(backups.flatMap(({ transferParts }) => transferParts)),
    ...(withoutCode === 0
      ? []
      : [`${withoutCode} ${withoutCode === 1 ? 'login has' : 'logins have'} no code, and nothing to take over.`]),
    ...(otherLines === 0 ? [] : [`${otherLines} other ${otherLines === 1 ? 'line holds' : 'lines hold'} no code.`]),
    ...(unreadable === 0
      ? []
      : [
          unreadable === 1
            ? '1 name holds characters that could not be read.'
            : `${unreadable} names hold characters that could not be read.`,
        ]),
  ];
}
