import type { Bytes } from '../ciphers.ts';
import { decodeUtf8 } from '../text-encoding.ts';
import { crc32 } from './crc.ts';

/** APPNOTE.TXT, appendix D: a flag says UTF-8, and so may an extra field; else it is the alphabet of the first IBM PC, from byte 128 on. */
const codePage437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

const unicodePath = { id: 0x7075, version: 1, headBytes: 5 } as const;

/** A member's name, of which no letter is lost. Some systems write UTF-8 and leave out its flag: what can be UTF-8 is. */
export function readMemberName(name: Bytes, extra: Bytes): string {
  return decodeUtf8(unicodePathIn(name, extra) ?? name) ?? Array.from(name, letterOf).join('');
}

function letterOf(byte: number): string {
  return byte < 128 ? String.fromCharCode(byte) : (codePage437[byte - 128] ?? '');
}

/** Info-ZIP's own UTF-8 (section 4.6.9), where it is that of this name. */
function unicodePathIn(name: Bytes, extra: Bytes): Uint8Array | null {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength);
  for (let at = 0; at + 4 <= extra.length; at += 4 + view.getUint16(at + 2, true)) {
    const length = view.getUint16(at + 2, true);
    const start = at + 4;
    if (
      view.getUint16(at, true) === unicodePath.id &&
      length > unicodePath.headBytes &&
      start + length <= extra.length &&
      view.getUint8(start) === unicodePath.version &&
      view.getUint32(start + 1, true) === crc32(name)
    ) {
      return extra.subarray(start + unicodePath.headBytes, start + length);
    }
  }
  return null;
}
