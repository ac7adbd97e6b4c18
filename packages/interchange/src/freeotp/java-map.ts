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
    // TC_STRING with 2 bytes of length. (Modified UTF-8 differs from UTF-8 only for NUL and for what lies beyond the BMP.)
    if (bytes[at] !== 0x74 || at + 3 > bytes.length) {
      return null;
    }
    const start = at + 3;
    at = start + view.getUint16(start - 2);
    return at > bytes.length ? null : new TextDecoder().decode(bytes.subarray(start, at));
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
