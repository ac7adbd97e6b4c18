import { recognisePicture } from '@halfminute/qr';
import { startsWith } from './bytes.ts';
import type { Bytes } from './ciphers.ts';
import { InterchangeError } from './errors.ts';
import type { FileContent } from './file-content.ts';

/** Bytes that stand at a place of a file, as letters of Latin-1. */
type Mark = readonly [at: number, letters: string];

interface Stranger {
  readonly marks: readonly Mark[];
  readonly called: string;
  readonly instead: string;
}

const unpack = 'Unpack it, and choose the backup that is in it.';
const unlock = 'Open it with the program that encrypted it, and choose what comes out.';
const picture = 'It can be read where pictures can: choose it alone, as it is.';
const asPng = 'Save it as PNG or JPEG, or take a picture of the screen, and choose that.';
const asText = 'Save its accounts as CSV or as text, one otpauth link a line, and choose that.';
const other = 'Choose the backup that the other program made, or a list of otpauth links.';

const strangers: readonly Stranger[] = [
  stranger('a PDF document', 'Take a picture of the QR codes in it, or copy the links into a text.', [0, '%PDF']),
  stranger('a picture (PNG)', picture, [0, '\x89PNG']),
  stranger('a picture (JPEG)', picture, [0, '\xff\xd8\xff']),
  stranger('a picture (HEIC)', asPng, [4, 'ftyphei']),
  stranger('a picture (HEIC)', asPng, [4, 'ftyphev']),
  stranger('a picture (HEIF)', asPng, [4, 'ftypmif1']),
  stranger('a picture (HEIF)', asPng, [4, 'ftypmsf1']),
  stranger('a picture (AVIF)', asPng, [4, 'ftypavi']),
  stranger('a picture (TIFF)', asPng, [0, 'II*\0']),
  stranger('a picture (TIFF)', asPng, [0, 'MM\0*']),
  stranger('a picture (JPEG XL)', asPng, [0, '\0\0\0\x0cJXL ']),
  stranger('a picture (JPEG XL)', asPng, [0, '\xff\x0a']),
  stranger('a picture (JPEG 2000)', asPng, [0, '\0\0\0\x0cjP  ']),
  stranger('a picture (Photoshop)', asPng, [0, '8BPS']),
  stranger('a picture (icon)', asPng, [0, '\0\0\x01\0']),
  stranger('a film', other, [4, 'ftyp']),
  stranger('a film', other, [0, '\x1a\x45\xdf\xa3']),
  stranger('a film', other, [0, 'RIFF'], [8, 'AVI ']),
  stranger('a sound', other, [0, 'RIFF'], [8, 'WAVE']),
  stranger('a sound', other, [0, 'ID3']),
  stranger('a sound', other, [0, 'OggS']),
  stranger('a sound', other, [0, 'fLaC']),
  stranger('a packed file (gzip)', unpack, [0, '\x1f\x8b']),
  stranger('a packed file (bzip2)', unpack, [0, 'BZh']),
  stranger('a packed file (xz)', unpack, [0, '\xfd7zXZ\0']),
  stranger('a packed file (Zstandard)', unpack, [0, '\x28\xb5\x2f\xfd']),
  stranger('a packed file (LZ4)', unpack, [0, '\x04\x22\x4d\x18']),
  stranger('an archive (7z)', unpack, [0, '7z\xbc\xaf\x27\x1c']),
  stranger('an archive (RAR)', unpack, [0, 'Rar!\x1a\x07']),
  stranger('a part of an archive (zip)', 'Join its parts, or unpack it, and choose the backup that is in it.', [
    0,
    'PK\x07\x08',
  ]),
  stranger('an archive (tar)', unpack, [257, 'ustar']),
  stranger('an archive (cab)', unpack, [0, 'MSCF']),
  stranger('an image of a disc (ISO)', unpack, [32_769, 'CD001']),
  stranger('a backup of a whole Android phone (adb)', unpack, [0, 'ANDROID BACKUP\n']),
  stranger('a package (deb)', other, [0, '!<arch>\n']),
  stranger('a package (RPM)', other, [0, '\xed\xab\xee\xdb']),
  stranger('a program (ELF)', other, [0, '\x7fELF']),
  stranger('a program (macOS)', other, [0, '\xcf\xfa\xed\xfe']),
  stranger('a program (macOS)', other, [0, '\xce\xfa\xed\xfe']),
  stranger('a program (macOS, Java)', other, [0, '\xca\xfe\xba\xbe']),
  stranger('a program (WebAssembly)', other, [0, '\0asm']),
  stranger('a program (Windows)', other, [0, 'MZ']),
  stranger('a shortcut (Windows)', 'Choose the file that it leads to.', [0, 'L\0\0\0\x01\x14\x02\0']),
  stranger('an older Office document', asText, [0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1']),
  stranger('a text with a layout (RTF)', asText, [0, '{\\rtf']),
  stranger('a property list of Apple', other, [0, 'bplist00']),
  stranger('encrypted by age', unlock, [0, 'age-encryption.org/']),
  stranger('encrypted by OpenSSL', unlock, [0, 'Salted__']),
  stranger('encrypted by PGP', unlock, [0, '-----BEGIN PGP MESSAGE']),
  // A packet of a key that a password or another key hides (RFC 4880, sections 5.1 and 5.3).
  stranger('encrypted by PGP', unlock, [0, '\x8c\x0d\x04']),
  stranger('encrypted by PGP', unlock, [0, '\x85\x02\x0c\x03']),
  stranger('encrypted by PGP', unlock, [0, '\x85\x01\x0c\x03']),
  stranger('encrypted by PGP', unlock, [0, '\x84\x5e\x03']),
  stranger('a key or a certificate', other, [0, '-----BEGIN ']),
  stranger('a key or a certificate', other, [0, '\x30\x82'], [4, '\x02\x01\x03']),
  stranger('a store of keys (Java)', other, [0, '\xfe\xed\xfe\xed']),
  stranger('a safe of Password Safe', asText, [0, 'PWS3']),
  stranger('a font', other, [0, '\0\x01\0\0\0']),
  stranger('a font', other, [0, 'OTTO\0']),
  stranger('a font', other, [0, 'wOF']),
  stranger('a sound', other, [0, '\xff\xfb']),
  stranger('a packed file (lzip)', unpack, [0, 'LZIP']),
  stranger('a disk that is encrypted (LUKS)', unlock, [0, 'LUKS\xba\xbe']),
  stranger('a vault or backup of Halfminute itself', 'Open it alone, and not in an archive.', [0, 'halfminute vault']),
];

function stranger(called: string, instead: string, ...marks: readonly Mark[]): Stranger {
  return { called, instead, marks };
}

/** The last record of a zip archive without a comment (APPNOTE.TXT, section 4.3.16). */
const zipEndBytes = 22;

/** Two letters alone are no proof: a text may begin with them, too. */
const leastLettersOfText = 4;

/** Throws 'unsupported-file' for what is met often and holds no list of accounts that can be read here, and says what to do instead. */
export function refuseStranger({ bytes, text }: FileContent): void {
  if (bytes.length === 0 || text?.trim() === '') {
    throw new InterchangeError('not-recognised', `This file is empty. ${other}`);
  }
  const found = strangers.find(
    ({ marks }) =>
      marks.every(([at, letters]) => startsWith(bytes.subarray(at), letters)) &&
      (text === null || (marks[0]?.[1].length ?? 0) >= leastLettersOfText),
  );
  if (found !== undefined) {
    throw refusalOf(found.called, found.instead);
  }
  if (!startsWith(bytes, 'PK') && startsWith(bytes.subarray(-zipEndBytes), 'PK\x05\x06')) {
    throw refusalOf('an archive (zip) with something else before it, or the last of its parts', unpack);
  }
  if (recognisePicture(bytes) !== null) {
    throw refusalOf('a picture', picture);
  }
  if (
    text !== null &&
    /^\s*(?:<\?xml[^>]{0,200}\?>|<!--[^>]{0,500}-->|<!doctype[^>]{0,300}>|\s)*<svg\b/i.test(text.slice(0, 2000))
  ) {
    throw refusalOf('a picture (SVG)', asPng);
  }
}

function refusalOf(called: string, instead: string): InterchangeError {
  return new InterchangeError('unsupported-file', `This is ${called}, which is not read here. ${instead}`);
}

/** Members that only the documents and programs have which are zip archives. */
const zippedStrangers: readonly (readonly [member: RegExp, called: string, instead: string])[] = [
  [/^\[Content_Types\]\.xml$/, 'an Office document', asText],
  [/^content\.xml$/, 'an OpenDocument file', asText],
  [/^META-INF\/container\.xml$/, 'a book (EPUB)', other],
  [/^AndroidManifest\.xml$/, 'a program (Android)', other],
  [/^META-INF\/MANIFEST\.MF$/, 'a program (Java)', other],
];

/** What an archive is by the names in it; null for one that is simply an archive. */
export function zippedStranger(names: readonly string[]): InterchangeError | null {
  const found = zippedStrangers.find(([member]) => names.some((name) => member.test(name)));
  return found === undefined ? null : refusalOf(found[1], found[2]);
}

/** What is looked at of a file, around its middle: the head is often clear. */
const sampleBytes = 65_536;
const headBytes = 64;

/**
 * Whether bytes look like those of a cipher: no value among them is more frequent than chance makes it. Files of a layout are told by their zeros and
 * repetitions; what is packed well is not.
 */
export function looksEncrypted(bytes: Bytes): boolean {
  const from = Math.max(
    Math.min(headBytes, Math.floor(bytes.length / 2)),
    Math.floor((bytes.length - sampleBytes) / 2),
  );
  const sample = bytes.subarray(from, from + sampleBytes);
  const counts = new Uint32Array(256);
  for (const byte of sample) {
    counts[byte] = (counts[byte] ?? 0) + 1;
  }
  // Pairs of equal bytes (Friedman's index of coincidence): chance makes n(n-1)/2 divided by 256 of them, give or take their root.
  const pairs = counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  const expected = (sample.length * (sample.length - 1)) / 512;
  const room = 6 * Math.sqrt(expected) + 4;
  // Far fewer make a table, in which each value stands as often as the next.
  return pairs <= expected * 1.05 + room && pairs >= expected - room;
}
