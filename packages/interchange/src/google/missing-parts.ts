import type { TransferPart } from '../backup.ts';

/** No phone shows more. */
const mostParts = 1000;

/**
 * What is missing of the transfers that these parts belong to, a sentence each. The parts may come in any order, and twice.
 */
export function missingTransferParts(parts: readonly TransferPart[]): readonly string[] {
  const batches = Map.groupBy(parts, ({ batchId, size }) => `${batchId}/${size}`);
  return [...batches.values()].flatMap((batch) => {
    const size = Math.min(batch[0]?.size ?? 0, mostParts);
    const seen = new Set(batch.map(({ index }) => index));
    const missing = Array.from({ length: size }, (_, index) => index).filter((index) => !seen.has(index));
    if (missing.length === 0) {
      return [];
    }
    const named = missing.map((index) => String(index + 1)).join(', ');
    return [
      `Of this transfer of ${size} QR codes, number ${named} ${missing.length === 1 ? 'is' : 'are'} missing. Scan ${missing.length === 1 ? 'it' : 'them'} too, or accounts stay behind.`,
    ];
  });
}
