import { cleanName, shortenName } from '@halfminute/otp';
import type { Bytes } from '../ciphers.ts';
import { InterchangeError } from '../errors.ts';
import { readMemberName } from './member-name.ts';
import { archiveLimits, flags, methods, records, winZipAes } from './format.ts';

/** How a member is encrypted. The key of AES is shorter in older files. */
type Encryption =
  | { readonly kind: 'zip-crypto'; readonly checkByte: number }
  | { readonly kind: 'winzip-aes'; readonly keyBytes: number };

/** A file in an archive. Its name is shown, and never used as a path. */
export interface Member {
  readonly name: string;
  /** As the archive holds it: deflated, encrypted. */
  readonly packed: Bytes;
  /** Bytes that it says to have in the end. */
  readonly size: number;
  readonly method: number;
  /** CRC-32; null where its encryption proves more. */
  readonly crc: number | null;
  readonly encryption: Encryption | null;
  /** A sentence on why it cannot be read; null where it can. */
  readonly refusal: string | null;
}

export function isZip(bytes: Bytes): boolean {
  return [records.localHeader, records.end].some(
    ({ signature, bytes: least }) => bytes.length >= least && viewOf(bytes).getUint32(0, true) === signature,
  );
}

/**
 * The members by the directory at the end, folders left out. Throws InterchangeError where the archive is damaged, in
 * parts or of zip64, where members share bytes, or where there are more than anybody's.
 */
export function readDirectory(archive: Bytes): readonly Member[] {
  const view = viewOf(archive);
  const { count, start, end } = findDirectory(view);
  if (count > archiveLimits.members) {
    throw new InterchangeError(
      'too-many-entries',
      `This archive holds ${count} files, and ${archiveLimits.members} are read at most. Choose the backup itself.`,
    );
  }
  const members: Member[] = [];
  const ranges: (readonly [from: number, to: number])[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    if (
      at + records.centralHeader.bytes > end ||
      view.getUint32(at, true) !== records.centralHeader.signature ||
      at + lengthOf(view, at) > end
    ) {
      throw damaged();
    }
    const header = readHeader(archive, at);
    at += lengthOf(view, at);
    ranges.push([header.offset, header.dataEnd]);
    if (!header.isFolder) {
      members.push(header.member);
    }
  }
  requireApart([...ranges, [start, archive.length]]);
  return members;
}

function lengthOf(view: DataView, at: number): number {
  return (
    records.centralHeader.bytes +
    view.getUint16(at + 28, true) +
    view.getUint16(at + 30, true) +
    view.getUint16(at + 32, true)
  );
}

function readHeader(archive: Bytes, at: number) {
  const view = viewOf(archive);
  const bits = view.getUint16(at + 8, true);
  const size = view.getUint32(at + 24, true);
  const packedSize = view.getUint32(at + 20, true);
  const offset = view.getUint32(at + 42, true);
  const nameStart = at + records.centralHeader.bytes;
  const extraStart = nameStart + view.getUint16(at + 28, true);
  const extra = archive.subarray(extraStart, extraStart + view.getUint16(at + 30, true));
  if ([size, packedSize, offset].includes(0xffffffff)) {
    throw new InterchangeError(
      'unsupported-file',
      'This archive is of the kind zip64, which is for files that no backup reaches. Choose the backup itself.',
    );
  }
  if (
    offset + records.localHeader.bytes > archive.length ||
    view.getUint32(offset, true) !== records.localHeader.signature
  ) {
    throw damaged();
  }
  const dataStart =
    offset + records.localHeader.bytes + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const dataEnd = dataStart + packedSize;
  if (dataEnd > archive.length) {
    throw damaged();
  }
  const fullName = readMemberName(archive.subarray(nameStart, extraStart), extra);
  const method = view.getUint16(at + 10, true);
  const aes = method === methods.winZipAes ? readAesField(extra) : null;
  const crc = view.getUint32(at + 16, true);
  const checkByte = (bits & flags.hasDescriptor) === 0 ? crc >>> 24 : view.getUint16(at + 12, true) >>> 8;
  const isEncrypted = (bits & flags.encrypted) !== 0;
  const encryption: Encryption | null = !isEncrypted
    ? null
    : aes === null
      ? { kind: 'zip-crypto', checkByte }
      : { kind: 'winzip-aes', keyBytes: aes.keyBytes };
  const inner = aes?.method ?? method;
  const member: Member = {
    name: shortenName(cleanName(fullName)),
    packed: archive.subarray(dataStart, dataEnd),
    size,
    method: inner,
    crc: aes === null || aes.hasCrc ? crc : null,
    encryption,
    refusal:
      (bits & flags.strongEncryption) !== 0 || (aes !== null && !isEncrypted)
        ? 'It is encrypted in a way that only the program that wrote it can read. Encrypt it with AES-256, or not at all.'
        : inner === methods.stored || inner === methods.deflated
          ? null
          : 'It is compressed in a way that is not read here. Pack it anew as an ordinary zip.',
  };
  return { member, offset, dataEnd, isFolder: fullName.endsWith('/') };
}

/** null where the archive has no such field, or one that is not known. */
function readAesField(extra: Bytes) {
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) === winZipAes.extraField && at + 11 <= extra.length) {
      const keyBytes = winZipAes.keyBytesByStrength.get(view.getUint8(at + 8));
      // AE-1 keeps the checksum of the plain text, AE-2 does not.
      const hasCrc = view.getUint16(at + 4, true) === 1;
      return keyBytes === undefined ? null : { keyBytes, hasCrc, method: view.getUint16(at + 9, true) };
    }
  }
  return null;
}

function findDirectory(view: DataView): { readonly count: number; readonly start: number; readonly end: number } {
  const { signature, bytes, mostCommentBytes } = records.end;
  const last = view.byteLength - bytes;
  for (let at = last; at >= Math.max(0, last - mostCommentBytes); at--) {
    if (view.getUint32(at, true) === signature && at + bytes + view.getUint16(at + 20, true) === view.byteLength) {
      const count = view.getUint16(at + 10, true);
      const start = view.getUint32(at + 16, true);
      if (view.getUint16(at + 4, true) !== 0 || count !== view.getUint16(at + 8, true) || start > at) {
        throw damaged();
      }
      return { count, start, end: at };
    }
  }
  throw damaged();
}

/** Members that share bytes are how a small archive comes to hold very much. */
function requireApart(ranges: readonly (readonly [from: number, to: number])[]): void {
  const sorted = ranges.toSorted(([one], [other]) => one - other);
  if (sorted.some(([from], index) => from < (sorted[index - 1]?.[1] ?? 0))) {
    throw damaged();
  }
}

function viewOf(bytes: Bytes): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function damaged(): InterchangeError {
  return new InterchangeError('damaged', 'This zip archive is damaged or cut short. Make it again.');
}
