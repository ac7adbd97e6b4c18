import { InterchangeError } from '../errors.ts';
import type { Bytes } from '../ciphers.ts';
import { ciphersByUuid, compressions, headerFields, kdfNames, kdfsByUuid, signatures } from './format.ts';
import type { Header, KdfParameters } from './format.ts';

/** Whether the bytes are a database of KeePass of any version. */
export function isKeePass(bytes: Bytes): boolean {
  return bytes.length >= 8 && viewOf(bytes).getUint32(0, true) === signatures.both;
}

/** The outer header. Throws InterchangeError for what cannot be read, by its name. */
export function readHeader(bytes: Bytes): Header {
  const view = viewOf(bytes);
  if (bytes.length < 12) {
    throw damaged();
  }
  if (view.getUint32(4, true) !== signatures.version2) {
    throw new InterchangeError(
      'unsupported-file',
      'This is a database of KeePass 1. Open it in KeePass 2 or KeePassXC, save it in the newer format, and import that.',
    );
  }
  const majorVersion = view.getUint16(10, true);
  if (majorVersion !== 3 && majorVersion !== 4) {
    throw new InterchangeError(
      'unsupported-file',
      `This database of KeePass has the version ${majorVersion}, and 3 and 4 are read. Export it as CSV from KeePassXC, and import that.`,
    );
  }
  const { fields, end } = readFields(bytes, { start: 12, lengthBytes: majorVersion === 3 ? 2 : 4 });
  const cipher = ciphersByUuid.get(hexOf(fields.get(headerFields.cipher)));
  if (cipher === undefined) {
    throw new InterchangeError(
      'unsupported-file',
      'This database is encrypted with a cipher that is not known here. In KeePass, choose AES or ChaCha20, save, and import that.',
    );
  }
  const masterSeed = fields.get(headerFields.masterSeed);
  const iv = fields.get(headerFields.iv);
  const compression = numberOf(fields.get(headerFields.compression));
  if (masterSeed?.length !== 32 || iv === undefined || !Object.values<number>(compressions).includes(compression)) {
    throw damaged();
  }
  return {
    majorVersion,
    cipher,
    isPacked: compression === compressions.gzip,
    masterSeed,
    iv,
    kdf: majorVersion === 4 ? readDictionary(fields.get(headerFields.kdf)) : kdfOfVersion3(fields),
    bytes: bytes.subarray(0, end),
    rest: bytes.subarray(end),
    startBytes: fields.get(headerFields.startBytes) ?? null,
    innerKey:
      majorVersion === 4
        ? null
        : {
            stream: numberOf(fields.get(headerFields.innerStream)),
            key: fields.get(headerFields.innerKey) ?? new Uint8Array(),
          },
  };
}

export type Fields = ReadonlyMap<number, Bytes>;

/** Fields of a number, a length and bytes, up to the one with the number 0. Of a number that stands there twice the last counts. */
export function readFields(
  bytes: Bytes,
  { start, lengthBytes }: { readonly start: number; readonly lengthBytes: 2 | 4 },
): { readonly fields: Fields; readonly end: number } {
  const view = viewOf(bytes);
  const fields = new Map<number, Bytes>();
  let at = start;
  for (;;) {
    const valueStart = at + 1 + lengthBytes;
    const number = bytes[at];
    if (number === undefined || valueStart > bytes.length) {
      throw damaged();
    }
    const length = lengthBytes === 2 ? view.getUint16(at + 1, true) : view.getUint32(at + 1, true);
    at = valueStart + length;
    if (at > bytes.length) {
      throw damaged();
    }
    if (number === headerFields.end) {
      return { fields, end: at };
    }
    fields.set(number, bytes.subarray(valueStart, at));
  }
}

/** Whole numbers, little-endian, of 4 bytes or 8; and bytes. Other types hold nothing that a key is made of. */
function readDictionary(bytes: Bytes | undefined): KdfParameters {
  const values = new Map<string, Bytes | bigint>();
  if (bytes === undefined || bytes.length < 2 || bytes[1] !== 1) {
    throw damaged();
  }
  const view = viewOf(bytes);
  for (let at = 2; bytes[at] !== 0;) {
    const type = bytes[at];
    const nameLength = at + 5 <= bytes.length ? view.getUint32(at + 1, true) : bytes.length;
    const valueAt = at + 5 + nameLength;
    const valueLength = valueAt + 4 <= bytes.length ? view.getUint32(valueAt, true) : bytes.length;
    const end = valueAt + 4 + valueLength;
    if (end > bytes.length) {
      throw damaged();
    }
    const name = new TextDecoder().decode(bytes.subarray(at + 5, valueAt));
    if ((type === 0x04 || type === 0x0c) && valueLength === 4) {
      values.set(name, BigInt(view.getUint32(valueAt + 4, true)));
    } else if ((type === 0x05 || type === 0x0d) && valueLength === 8) {
      values.set(name, view.getBigUint64(valueAt + 4, true));
    } else {
      values.set(name, bytes.subarray(valueAt + 4, end));
    }
    at = end;
  }
  return values;
}

function kdfOfVersion3(fields: Fields): KdfParameters {
  const uuid = [...kdfsByUuid.keys()][0] ?? '';
  const rounds = fields.get(headerFields.transformRounds);
  const seed = fields.get(headerFields.transformSeed);
  if (rounds?.length !== 8 || seed === undefined) {
    throw damaged();
  }
  return new Map<string, Bytes | bigint>([
    [kdfNames.uuid, Uint8Array.from(uuid.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))],
    [kdfNames.rounds, viewOf(rounds).getBigUint64(0, true)],
    [kdfNames.salt, seed],
  ]);
}

export function numberOf(bytes: Bytes | undefined): number {
  return bytes?.length === 4 ? viewOf(bytes).getUint32(0, true) : 0;
}

export function hexOf(bytes: Uint8Array | undefined): string {
  return Array.from(bytes ?? [], (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function damaged(): InterchangeError {
  return new InterchangeError(
    'damaged',
    'This database of KeePass is cut short or changed. Open it in KeePass, save it again, and import that.',
  );
}
