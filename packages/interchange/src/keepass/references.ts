import { decodeBase64, encodeHex } from '../bytes.ts';
import { attributes } from './format.ts';

export interface NamedEntry {
  /** In base64, as it stands in the file. */
  readonly uuid: string;
  readonly strings: Map<string, string>;
}

/** "{REF:U@I:46C9B1FFBD4ABC4BBB260C6190BAD20C}": the user name of the entry of this identifier. */
const reference = /^\{REF:([TU])@I:([0-9a-f]{32})\}$/i;

const fieldsByLetter: ReadonlyMap<string, string> = new Map([
  ['T', attributes.title],
  ['U', attributes.userName],
]);

/** An entry that was copied "with references" has the names of the one it was copied from, as KeePass and KeePassXC show them. */
export function resolveNames(entries: readonly NamedEntry[]): void {
  const stringsByUuid = new Map(
    // 16 bytes; nothing longer is turned over.
    entries.map(
      ({ uuid, strings }) => [encodeHex(decodeBase64(uuid.trim().slice(0, 24)) ?? new Uint8Array()), strings] as const,
    ),
  );
  for (const { strings } of entries) {
    for (const name of fieldsByLetter.values()) {
      const [, letter = '', uuid = ''] = reference.exec((strings.get(name) ?? '').trim()) ?? [];
      const value = stringsByUuid.get(uuid.toLowerCase())?.get(fieldsByLetter.get(letter.toUpperCase()) ?? '');
      // One that leads to another is rare, and one that leads to itself has no name.
      if (value !== undefined) {
        strings.set(name, reference.test(value.trim()) ? '' : value);
      }
    }
  }
}
