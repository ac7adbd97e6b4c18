import { utf8 } from '../bytes.ts';
import { VaultError } from '../errors.ts';
import { AccountLine } from './account-line.ts';
import { settleLines } from './account-lines.ts';
import { VaultDocument } from './document.ts';
import { readMeta, writeMeta } from './meta.ts';

/** The document as the bytes that are encrypted: JSON Lines. docs/vault-format.md, "The content". */
export function writeDocument(document: VaultDocument): Uint8Array<ArrayBuffer> {
  const { meta, lines } = VaultDocument.partsOf(document);
  return utf8([writeMeta(meta), ...lines.map(({ text }) => text)].join('\n'));
}

/** Throws {@link VaultError} 'damaged': somebody who can open the vault wrote what is no document. */
export function readDocument(plaintext: Uint8Array): VaultDocument {
  const [first = '', ...rest] = decode(plaintext).split('\n');
  const meta = readMeta(first);
  const lines = rest.map((text) => AccountLine.read(text)).filter((line) => line !== null);
  if (meta === null || lines.length < rest.length) {
    throw new VaultError('damaged', 'The content of the vault is not as the format states.');
  }
  return VaultDocument.of({ meta, lines: settleLines(lines) });
}

function decode(plaintext: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plaintext);
  } catch (cause) {
    throw new VaultError('damaged', 'The content of the vault is not UTF-8.', { cause });
  }
}
