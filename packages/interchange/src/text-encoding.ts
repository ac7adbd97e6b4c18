import { limits } from './limits.ts';

export interface DecodedText {
  /** Without a byte order mark. */
  readonly text: string;
  /** Whether bytes of it are no UTF-8, and were read as what Windows wrote before. */
  readonly isGuessed: boolean;
}

/** The text of {@link decodeBytes}. */
export function decodeText(bytes: Uint8Array): string | null {
  return decodeBytes(bytes)?.text ?? null;
}

/**
 * Text of these bytes, or null: UTF-8, UTF-16, or what Windows wrote before either (windows-1252), which may stand beside UTF-8
 * in lines of its own. NUL is in no text of one byte a character, and in nearly every file that is none.
 */
export function decodeBytes(given: Uint8Array): DecodedText | null {
  const encoding = wideEncodingOf(given);
  if (encoding !== undefined) {
    // Half a character becomes U+FFFD: a name that is damaged costs no other.
    return { text: new TextDecoder(encoding).decode(given), isGuessed: false };
  }
  const bytes = withoutPadding(given);
  if (bytes.subarray(0, 4096).includes(0)) {
    return null;
  }
  const text = decodeUtf8(bytes);
  if (text !== null) {
    return { text, isGuessed: false };
  }
  return bytes.some(isControl) ? null : { text: decodeByLines(bytes), isGuessed: true };
}

/** Some systems fill a file up with NUL. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) {
    end -= 1;
  }
  return bytes.subarray(0, end);
}

function wideEncodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
  if ((first === 0xff && second === 0xfe) || (first > 0 && second === 0 && third > 0 && fourth === 0)) {
    return 'utf-16le';
  }
  return (first === 0xfe && second === 0xff) || (first === 0 && second > 0 && third === 0 && fourth > 0)
    ? 'utf-16be'
    : undefined;
}

/** null where the bytes are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const lineFeed = 0x0a;

/** Each line by itself, since lists are put together from files of several programs. */
function decodeByLines(bytes: Uint8Array): string {
  const older = new TextDecoder('windows-1252');
  const lines: string[] = [];
  let start = 0;
  while (start < bytes.length) {
    const feed = bytes.indexOf(lineFeed, start);
    const end = feed < 0 || lines.length >= limits.lines ? bytes.length : feed + 1;
    const line = bytes.subarray(start, end);
    lines.push(decodeUtf8(line) ?? older.decode(line));
    start = end;
  }
  return lines.join('');
}

/** No text has one, but for tab and the ends of lines; of a hundred bytes that are encrypted, nearly always one is. */
function isControl(byte: number): boolean {
  return byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d;
}
