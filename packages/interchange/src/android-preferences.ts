import { limits } from './limits.ts';

/**
 * The texts of a SharedPreferences file of Android by name: `<map><string name="…">…</string></map>`. null where the text is
 * none. No other XML is read, and no entity but the five of XML and numbers, so that nothing can be made to grow.
 */
export function readAndroidPreferences(text: string | null): ReadonlyMap<string, string> | null {
  if (text === null || !/^\s*(?:<\?xml[^>]{0,200}\?>\s{0,20})?<map\b/.test(text.slice(0, 1000))) {
    return null;
  }
  const texts = new Map<string, string>();
  const opening = '<string name="';
  const closing = '</string>';
  for (let at = text.indexOf(opening); at >= 0 && texts.size <= limits.entries; at = text.indexOf(opening, at)) {
    const nameStart = at + opening.length;
    const nameEnd = text.indexOf('"', nameStart);
    const valueStart = nameEnd < 0 ? 0 : text.indexOf('>', nameEnd) + 1;
    const valueEnd = valueStart === 0 ? -1 : text.indexOf(closing, valueStart);
    if (valueEnd < 0) {
      break;
    }
    texts.set(unescape(text.slice(nameStart, nameEnd)), unescape(text.slice(valueStart, valueEnd)));
    at = valueEnd;
  }
  return texts;
}

const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function unescape(text: string): string {
  return text.replaceAll(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, (whole, name, decimal, hex) => {
    const known = named.get(String(name).toLowerCase());
    if (known !== undefined) {
      return known;
    }
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
