import { compareLines } from './account-line.ts';
import type { AccountLine } from './account-line.ts';
import { uniteLines } from './account-lines.ts';
import { VaultDocument } from './document.ts';
import { joinMeta, writeMeta } from './meta.ts';

/**
 * Both copies in one: commutative, associative, idempotent, and no secret is lost by it. Where both sides changed a secret, the later
 * one is the account's and the other is shown in the trash; `settleConflicts` gives it a line of its own.
 */
export function mergeDocuments(a: VaultDocument, b: VaultDocument): VaultDocument {
  const ours = VaultDocument.partsOf(a);
  const theirs = VaultDocument.partsOf(b);
  return VaultDocument.of({ meta: joinMeta(ours.meta, theirs.meta), lines: uniteLines(ours.lines, theirs.lines) });
}

/** Whether both hold the same, to the last stamp. */
export function sameDocument(a: VaultDocument, b: VaultDocument): boolean {
  const ours = VaultDocument.partsOf(a);
  const theirs = VaultDocument.partsOf(b);
  return (
    writeMeta(ours.meta) === writeMeta(theirs.meta) &&
    ours.lines.length === theirs.lines.length &&
    ours.lines.every((line, place) => isEqualLine(line, theirs.lines[place]))
  );
}

function isEqualLine(line: AccountLine, other: AccountLine | undefined): boolean {
  return other !== undefined && compareLines(line, other) === 0;
}
