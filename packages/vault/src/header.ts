import { utf8 } from './bytes.ts';
import { VaultError } from './errors.ts';
import { isJsonObject, parseJson } from './json.ts';
import { readSlot } from './slot.ts';
import type { Slot, SlotKind } from './slot.ts';

/** What stands unencrypted, though not unprotected, at the beginning of a vault: the ways to open it. */
export interface VaultHeader {
  readonly version: 1;
  readonly slots: readonly Slot[];
  /** The JSON of the fields of the whole vault. Version 1 has none; those of later programs are kept as they are. */
  readonly firstLine: string;
}

export const MOST_SLOTS = 32;

export function newHeader(slots: readonly Slot[]): VaultHeader {
  return { version: 1, slots, firstLine: '{}' };
}

/** Whether the vault can be opened in this way at all. */
export function hasSlot(header: VaultHeader, kind: SlotKind): boolean {
  return header.slots.some((slot) => slot.kind === kind);
}

export function writeHeader(header: VaultHeader): Uint8Array<ArrayBuffer> {
  return utf8([header.firstLine, ...header.slots.map((slot) => slot.line)].join('\n'));
}

/** Throws {@link VaultError} 'damaged' or 'unsafe-parameters'. */
export function readHeader(bytes: Uint8Array): VaultHeader {
  const [firstLine = '', ...slotLines] = decode(bytes).split('\n');
  if (!isJsonObject(parseJson(firstLine))) {
    throw new VaultError('damaged', 'The first line of the header is not a JSON object.');
  }
  if (slotLines.length > MOST_SLOTS) {
    throw new VaultError('damaged', `The vault has ${slotLines.length} slots; at most ${MOST_SLOTS} are accepted.`);
  }
  const slots = slotLines.map(readSlot);
  for (const kind of ['password', 'recovery-key'] as const) {
    if (slots.filter((slot) => slot.kind === kind).length > 1) {
      throw new VaultError('damaged', `The vault has more than one slot of the kind ${kind}.`);
    }
  }
  const ids = slots.flatMap((slot) => (slot.kind === 'unknown' ? [] : [slot.id]));
  if (new Set(ids).size < ids.length) {
    throw new VaultError('damaged', 'Two slots of the vault have the same id.');
  }
  return { version: 1, slots, firstLine };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new VaultError('damaged', 'The header is not UTF-8.', { cause });
  }
}
