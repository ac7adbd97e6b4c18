import { join } from 'node:path';
import type { ImportEntry, ReadyBackup } from '../src/index.ts';
import { unlock } from './samples.ts';

/** Files of our own making, each folder with what made them. */
export const fixtures = join(import.meta.dirname, 'fixtures');
/** Of all that are locked. */
export const password = 'pässword';

export async function opened(bytes: Uint8Array): Promise<ReadyBackup> {
  const read = await unlock(bytes, password);
  if (read.outcome !== 'ready') {
    throw new Error(`The file answered ${read.outcome}.`);
  }
  return read;
}

/** What stands beside the codes, by the issuer. */
export function detailsByIssuer({ entries }: ReadyBackup): Readonly<Record<string, unknown>> {
  return Object.fromEntries(entries.map((entry) => [entry.account.issuer, detailsOf(entry)]));
}

export function detailsOf(entry: ImportEntry): unknown {
  if (entry.verdict !== 'imported') {
    return entry.why.reason;
  }
  const { tags, note, favourite, wasTrashed } = entry;
  return {
    ...(tags && { tags }),
    ...(note !== undefined && { note }),
    ...(favourite && { favourite }),
    ...(wasTrashed && { wasTrashed }),
  };
}
