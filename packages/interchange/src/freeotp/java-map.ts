import { startsWith } from '../bytes.ts';
import { limits } from '../limits.ts';

const mark = '\xac\xed\x00\x05sr\x00\x11java.util.HashMap';

/**
 * The texts of a java.util.HashMap<String, String> by their names, out of Java's object serialization (its specification,
 * section 6.4.2); null where the bytes are none. Nothing but these texts is read, and no class is looked for.
 */
export function readJavaMap(bytes: Uint8Array): ReadonlyMap<string, string> | null {
  if (!startsWith(bytes, mark)) {
    return null;
  }
  // TC_BLOCKDATA of 8 bytes, capacity and size, stands behind the two fields of the class.
  const block = bytes.subarray(0, 200).findIndex((byte, at) => byte === 0x77 && bytes[at + 1] === 0x08);
  if (block < 0 || bytes.length < block + 10) {
    return null;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = view.getUint32(block + 6);
  if (size > limits.entries * 2) {
    return null;
  }
  let at = block + 10;
  const readText = (): string | null => {
    // TC_STRING with 2 bytes of length.
    if (bytes[at] !== 0x74 || at + 3 > bytes.length) {
      return null;
    }
    const start = at + 3;
    at = start + view.getUint16(start - 2);
    return at > bytes.length ? null : decodeModifiedUtf8(bytes.subarray(start, at));
  };
  const texts = new Map<string, string>();
  for (let index = 0; index < size; index++) {
    const name = readText();
    const value = name === null ? null : readText();
    if (name === null || value === null) {
      return null;
    }
    texts.set(name, value);
  }
  return texts;
}

/**
 * Java's own UTF-8 (its specification of DataInput): a character beyond the BMP, such as a picture in a name, is written as its two
 * surrogates of three bytes each, which no other decoder takes. What other programs write of the file is UTF-8.
 */
function decodeModifiedUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Each half alone is an error of UTF-8, and so is the two bytes' NUL.
    return unitsOf(bytes);
  }
}

function unitsOf(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length);
  const tail = (at: number): number => (bytes[at] ?? 0) & 0x3f;
  let count = 0;
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      units[count++] = first;
      at += 1;
    } else if (first >> 5 === 0b110) {
      units[count++] = ((first & 0x1f) << 6) | tail(at + 1);
      at += 2;
    } else if (first >> 4 === 0b1110) {
      units[count++] = ((first & 0x0f) << 12) | (tail(at + 1) << 6) | tail(at + 2);
      at += 3;
    } else {
      units[count++] = replacement;
      at += 1;
    }
  }
  return Array.from(units.subarray(0, count), (unit) => String.fromCharCode(unit)).join('');
}

/** U+FFFD, for a byte that begins nothing. */
const replacement = 0xfffd;
