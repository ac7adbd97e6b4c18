import { utf8 } from '../bytes.ts';
import { VaultError } from '../errors.ts';
import { AccountLine } from './account-line.ts';
import type { LinePlace } from './account-line.ts';
import { settleLines } from './account-lines.ts';
import { VaultDocument } from './document.ts';
import { readMeta, writeMeta } from './meta.ts';

/** The document as the bytes that are encrypted: JSON Lines. docs/vault-format.md, "The content". */

const LINE_FEED = 0x0a;

export interface Plaintext {
  readonly length: number;
  /** Writes exactly `length` bytes to the beginning of `target`. */
  writeTo(target: Uint8Array): void;
}

/** Laid out before it is written, so that it can be written where it is to be encrypted. */
export function plaintextOf(document: VaultDocument): Plaintext {
  const { meta, lines } = VaultDocument.partsOf(document);
  const first = utf8(writeMeta(meta));
  return {
    length: lines.reduce((length, { start, end }) => length + 1 + end - start, first.length),
    writeTo: (target) => {
      target.set(first);
      let written = first.length;
      for (const { bytes, start, end } of runsOf(lines)) {
        target[written] = LINE_FEED;
        target.set(bytes.subarray(start, end), written + 1);
        written += 1 + end - start;
      }
    },
  };
}

/**
 * Lines that follow each other where they were read from, with the line feed between them, taken together: after an edit of
 * one account these are two, and copying them is all there is to do.
 */
function* runsOf(lines: readonly LinePlace[]): Generator<LinePlace> {
  let run: LinePlace | undefined;
  for (const line of lines) {
    if (run !== undefined && line.bytes === run.bytes && line.start === run.end + 1) {
      run = { bytes: run.bytes, start: run.start, end: line.end };
    } else {
      if (run !== undefined) {
        yield run;
      }
      run = line;
    }
  }
  if (run !== undefined) {
    yield run;
  }
}

/** Throws {@link VaultError} 'damaged': somebody who can open the vault wrote what is no document. Keeps the bytes. */
export function readDocument(plaintext: Uint8Array): VaultDocument {
  const [first, ...rest] = placesOf(plaintext);
  const meta = first === undefined ? null : readMeta(decode(first));
  const lines = rest.map((place) => AccountLine.read(place)).filter((line) => line !== null);
  if (meta === null || lines.length < rest.length) {
    throw new VaultError('damaged', 'The content of the vault is not as the format states.');
  }
  return VaultDocument.of({ meta, lines: settleLines(lines) });
}

function placesOf(plaintext: Uint8Array): LinePlace[] {
  const places: LinePlace[] = [];
  let start = 0;
  for (let end = plaintext.indexOf(LINE_FEED); end >= 0; end = plaintext.indexOf(LINE_FEED, start)) {
    places.push({ bytes: plaintext, start, end });
    start = end + 1;
  }
  places.push({ bytes: plaintext, start, end: plaintext.length });
  return places;
}

function decode({ bytes, start, end }: LinePlace): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(start, end));
  } catch (cause) {
    throw new VaultError('damaged', 'The content of the vault is not UTF-8.', { cause });
  }
}
