import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { password } from './hostile-file.ts';

/** What the header asks for. */
type Derivation =
  | { readonly uuid: 'aes'; readonly rounds: bigint }
  | { readonly uuid: 'argon2id'; readonly memoryBytes: bigint; readonly passes: bigint; readonly lanes: number };

const uuids = { aes: 'c9d9f39a628a4460bf740d08c18a4fea', argon2id: '9e298b1956db4773b23dfc3ec6f0a1e6' } as const;
const chaCha20 = 'd6038a2b8b6f4cb5a524339a31dbb59a';
const seed = Buffer.alloc(32, 7);
const masterSeed = Buffer.alloc(32, 9);
const nonce = Buffer.alloc(12, 3);

const sha256 = (...parts: readonly Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const sha512 = (...parts: readonly Buffer[]): Buffer => createHash('sha512').update(Buffer.concat(parts)).digest();
const hmac = (key: Buffer, ...parts: readonly Buffer[]): Buffer =>
  createHmac('sha256', key).update(Buffer.concat(parts)).digest();

/** A header whose key nobody derives: it asks for too much. What follows it opens with no key. */
export function keePassHeaderOf(derivation: Derivation): Buffer {
  const header = headerOf(derivation);
  return Buffer.concat([header, sha256(header), Buffer.alloc(100)]);
}

/** A database (KDBX 4, KeePass's own documentation of the format) that opens with the {@link password}, and holds this instead of an honest XML. `statedSize`: how long its gzip says to be. */
export function keePassFileOf(xml: Buffer, { statedSize }: { readonly statedSize?: number } = {}): Buffer {
  const header = headerOf({ uuid: 'aes', rounds: 1n });
  const composite = sha256(sha256(Buffer.from(password)));
  const cipher = createCipheriv('aes-256-ecb', seed, null).setAutoPadding(false);
  const transformed = sha256(cipher.update(composite));
  const hmacKey = sha512(masterSeed, transformed, Buffer.of(1));
  const inner = Buffer.concat([field(1, number32(0)), field(2, Buffer.alloc(0)), field(0, Buffer.alloc(0)), xml]);
  const key = sha256(masterSeed, transformed);
  const packed = gzipSync(inner);
  packed.writeUInt32LE(statedSize ?? inner.length, packed.length - 4);
  // OpenSSL takes the counter before the nonce.
  const sealed = createCipheriv('chacha20', key, Buffer.concat([Buffer.alloc(4), nonce])).update(packed);
  return Buffer.concat([
    header,
    sha256(header),
    hmac(sha512(Buffer.alloc(8, 0xff), hmacKey), header),
    ...[sealed, Buffer.alloc(0)].flatMap((block, index) => {
      const start = number64(BigInt(index));
      const length = number32(block.length);
      return [hmac(sha512(start, hmacKey), start, length, block), length, block];
    }),
  ]);
}

function headerOf(derivation: Derivation): Buffer {
  const asked =
    derivation.uuid === 'aes'
      ? [item(0x05, 'R', number64(derivation.rounds))]
      : [
          item(0x04, 'V', number32(0x13)),
          item(0x05, 'M', number64(derivation.memoryBytes)),
          item(0x05, 'I', number64(derivation.passes)),
          item(0x04, 'P', number32(derivation.lanes)),
        ];
  const uuid = Buffer.from(uuids[derivation.uuid], 'hex');
  const dictionary = [Buffer.of(0, 1), item(0x42, '$UUID', uuid), item(0x42, 'S', seed), ...asked, Buffer.of(0)];
  return Buffer.concat([
    Buffer.from('03d9a29a67fb4bb501000400', 'hex'),
    field(2, Buffer.from(chaCha20, 'hex')),
    field(3, number32(1)),
    field(4, masterSeed),
    field(7, nonce),
    field(11, Buffer.concat(dictionary)),
    field(0, Buffer.from('\r\n\r\n')),
  ]);
}

function field(id: number, value: Buffer): Buffer {
  return Buffer.concat([Buffer.of(id), number32(value.length), value]);
}

function item(type: number, name: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.of(type), number32(name.length), Buffer.from(name), number32(value.length), value]);
}

function number32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function number64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}
