import { sha512 } from '@noble/hashes/sha2.js';
import type { NeedsConsent, Unlocking } from '../backup.ts';
import { concatBytes, joinBytes, sameBytes } from '../bytes.ts';
import { hmacSha256, sha256 } from '../ciphers.ts';
import type { Bytes } from '../ciphers.ts';
import { decodeText } from '../text-encoding.ts';
import { gunzip } from '../gunzip.ts';
import type { Header, InnerKey } from './format.ts';
import { innerFields } from './format.ts';
import { damaged, numberOf, readFields, viewOf } from './header.ts';
import { transformKey } from './key.ts';
import { openOuterCipher } from './outer-cipher.ts';

interface OpenedDatabase {
  readonly outcome: 'opened';
  readonly xml: string;
  readonly innerKey: InnerKey;
}

type Opened = OpenedDatabase | { readonly outcome: 'wrong-password'; readonly mayBeDamaged: boolean } | NeedsConsent;

/** The XML of a database, its protected values still hidden. Throws InterchangeError where the password is right and the rest is not. */
export async function unlockKeePass(header: Header, how: Unlocking): Promise<Opened> {
  if (header.majorVersion === 4) {
    await requireWholeHeader(header);
  }
  const transformed = await transformKey(header.kdf, how);
  if ('outcome' in transformed) {
    return transformed;
  }
  const key = await sha256(concatBytes(header.masterSeed, transformed));
  if (header.majorVersion === 3) {
    return openVersion3(header, key);
  }
  const hmacKey = hash512(header.masterSeed, transformed, Uint8Array.of(1));
  if (!(await isHeaderOf(header, hmacKey))) {
    return { outcome: 'wrong-password', mayBeDamaged: false };
  }
  const sealed = await joinAuthenticBlocks(header.rest.subarray(64), hmacKey);
  const packed = await openOuterCipher(header, key, sealed);
  const whole = packed === null ? null : unpack(header, packed);
  if (whole === null) {
    throw damaged();
  }
  const { fields, end } = readFields(whole, { start: 0, lengthBytes: 4 });
  return {
    outcome: 'opened',
    xml: textOf(whole.subarray(end)),
    innerKey: {
      stream: numberOf(fields.get(innerFields.stream)),
      key: fields.get(innerFields.key) ?? new Uint8Array(),
    },
  };
}

/** The hash behind the header needs no key: it tells a header that was changed by accident from a wrong password. */
async function requireWholeHeader({ bytes, rest }: Header): Promise<void> {
  if (!sameBytes(await sha256(bytes.slice()), rest.subarray(0, 32)) || rest.length < 64) {
    throw damaged();
  }
}

async function isHeaderOf({ bytes, rest }: Header, hmacKey: Bytes): Promise<boolean> {
  const key = hash512(numberBytes(0xffff_ffff_ffff_ffffn), hmacKey);
  return sameBytes(await hmacSha256(key, bytes.slice()), rest.subarray(32, 64));
}

/** Blocks of HMAC, length and bytes, each under a key of its own, up to an empty one. */
async function joinAuthenticBlocks(bytes: Bytes, hmacKey: Bytes): Promise<Bytes> {
  const parts: Bytes[] = [];
  let at = 0;
  for (let index = 0n; ; index += 1n) {
    if (at + 36 > bytes.length) {
      throw damaged();
    }
    const start = at + 36;
    const end = start + viewOf(bytes).getUint32(at + 32, true);
    const key = hash512(numberBytes(index), hmacKey);
    // Its length is authenticated with it.
    const message = concatBytes(numberBytes(index), bytes.subarray(at + 32, Math.min(end, bytes.length)));
    // oxlint-disable-next-line no-await-in-loop -- a block that is wrong ends the reading
    const mac = await hmacSha256(key, message);
    if (end > bytes.length || !sameBytes(mac, bytes.subarray(at, at + 32))) {
      throw damaged();
    }
    if (end === start) {
      return joinBytes(parts);
    }
    parts.push(bytes.subarray(start, end));
    at = end;
  }
}

/** Version 3 authenticates nothing: its first bytes tell the right password, and hashes the blocks. */
async function openVersion3(header: Header, key: Bytes): Promise<Opened> {
  const start = header.startBytes ?? new Uint8Array();
  const opened = await openOuterCipher(header, key, header.rest.slice());
  if (opened === null || start.length !== 32 || !sameBytes(opened.subarray(0, 32), start)) {
    return { outcome: 'wrong-password', mayBeDamaged: true };
  }
  const whole = unpack(header, await joinHashedBlocks(opened.subarray(32)));
  if (whole === null || header.innerKey === null) {
    throw damaged();
  }
  return { outcome: 'opened', xml: textOf(whole), innerKey: header.innerKey };
}

/** Blocks of index, SHA-256, length and bytes, up to an empty one. */
async function joinHashedBlocks(bytes: Bytes): Promise<Bytes> {
  const parts: Bytes[] = [];
  for (let at = 0; ;) {
    if (at + 40 > bytes.length) {
      throw damaged();
    }
    const start = at + 40;
    const end = start + viewOf(bytes).getUint32(at + 36, true);
    if (end === start) {
      return joinBytes(parts);
    }
    const part = bytes.slice(start, Math.min(end, bytes.length));
    // oxlint-disable-next-line no-await-in-loop -- a block that is wrong ends the reading
    if (end > bytes.length || !sameBytes(await sha256(part), bytes.subarray(at + 4, at + 36))) {
      throw damaged();
    }
    parts.push(part);
    at = end;
  }
}

function unpack({ isPacked }: Header, bytes: Bytes): Bytes | null {
  return isPacked ? gunzip(bytes) : bytes;
}

function textOf(bytes: Bytes): string {
  const text = decodeText(bytes);
  if (text === null) {
    throw damaged();
  }
  return text;
}

function hash512(...parts: readonly Uint8Array[]): Bytes {
  return Uint8Array.from(sha512(concatBytes(...parts)));
}

/** 8 bytes, little-endian. */
function numberBytes(value: bigint): Bytes {
  const bytes = new Uint8Array(8);
  viewOf(bytes).setBigUint64(0, value, true);
  return bytes;
}
