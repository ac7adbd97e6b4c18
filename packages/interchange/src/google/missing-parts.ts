import type { TransferPart } from '../backup.ts';

/** No phone shows more. */
const mostParts = 1000;
/** More numbers than these in one sentence nobody compares. */
const mostNamed = 12;

/**
 * What is missing of the transfers that these parts belong to, a sentence each. The parts may come in any order, and twice.
 */
export function missingTransferParts(parts: readonly TransferPart[]): readonly string[] {
  const sized = parts.flatMap((part) => (part.size === undefined ? [] : [{ ...part, size: part.size }]));
  const batches = Map.groupBy(sized, ({ batchId, size }) => `${batchId}/${size}`);
  return [
    ...[...batches.values()].flatMap((batch) => missingOfBatch(batch)),
    ...(sized.length === parts.length
      ? []
      : [
          'The end of a transfer is missing, where it says how many QR codes belong to it: accounts may be missing. Compare them with those of the other program.',
        ]),
  ];
}

function missingOfBatch(batch: readonly { readonly index: number; readonly size: number }[]): readonly string[] {
  const size = batch[0]?.size ?? 0;
  const seen = new Set(batch.map(({ index }) => index));
  const missing = Array.from({ length: Math.min(Math.max(size, 0), mostParts) }, (_, index) => index + 1).filter(
    (number) => !seen.has(number - 1),
  );
  if (missing.length === 0) {
    return [];
  }
  const isOne = missing.length === 1;
  return [
    `Of this transfer of ${size} QR codes, number ${listOf(missing)} ${isOne ? 'is' : 'are'} missing. Scan ${isOne ? 'it' : 'them'} too, or accounts stay behind.`,
  ];
}

function listOf(missing: readonly number[]): string {
  const named = missing.slice(0, mostNamed).join(', ');
  return missing.length > mostNamed ? `${named} and more` : named;
}
