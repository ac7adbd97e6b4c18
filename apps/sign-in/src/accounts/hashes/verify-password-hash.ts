import { createHash, pbkdf2, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Argon2Hash, PasswordHash, ScryptHash } from './password-hash.ts';

// The library declares these numbers as ambient const enums, which a program without a compile step cannot read.
const ALGORITHMS = { d: 0, i: 1, id: 2 } as const;
const VERSIONS = { 0x10: 0, 0x13: 1 } as const;

const derivePbkdf2 = promisify(pbkdf2);

/** Native code on a thread of libuv's pool. The password is UTF-8; `pepper` is null where none goes in. */
export async function argon2(
  password: string | Uint8Array,
  hash: Omit<Argon2Hash, 'kind' | 'output' | 'pepperId'> & {
    readonly pepper: Uint8Array | null;
    readonly length: number;
  },
): Promise<Uint8Array<ArrayBuffer>> {
  const { hashRaw } = await import('@node-rs/argon2');
  const output = await hashRaw(password, {
    // oxlint-disable typescript/no-unsafe-enum-assignment -- see above
    algorithm: ALGORITHMS[hash.variant],
    version: VERSIONS[hash.version],
    // oxlint-enable typescript/no-unsafe-enum-assignment
    memoryCost: hash.memoryKiB,
    timeCost: hash.passes,
    parallelism: hash.lanes,
    salt: hash.salt,
    outputLen: hash.length,
    ...(hash.pepper === null ? {} : { secret: hash.pepper }),
  });
  return new Uint8Array(output);
}

/** Whether this password, byte for byte in UTF-8, made this hash. False where its pepper is not among ours. */
export async function verifyPasswordHash(
  password: string,
  hash: PasswordHash,
  pepperOf: (id: string) => Uint8Array | null,
): Promise<boolean> {
  switch (hash.kind) {
    case 'argon2': {
      // Without the pepper that went into it, another output comes out.
      const pepper = hash.pepperId === null ? null : pepperOf(hash.pepperId);
      return timingSafeEqual(await argon2(password, { ...hash, pepper, length: hash.output.length }), hash.output);
    }
    case 'bcrypt': {
      const { verify } = await import('@node-rs/bcrypt');
      return verify(
        hash.hashedFirst ? createHash('sha256').update(password, 'utf8').digest('hex') : password,
        hash.text,
      );
    }
    case 'scrypt':
      return timingSafeEqual(await deriveScrypt(password, hash), hash.output);
    case 'pbkdf2':
      return timingSafeEqual(
        await derivePbkdf2(password, hash.salt, hash.rounds, hash.output.length, hash.digest),
        hash.output,
      );
  }
}

function deriveScrypt(password: string, { rounds, blockSize, lanes, salt, output }: ScryptHash): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = {
      N: rounds,
      r: blockSize,
      p: lanes,
      maxmem: 256 * rounds * blockSize + 256 * blockSize * lanes + 1024,
    };
    scrypt(password, salt, output.length, options, (error, derived) =>
      error === null ? resolve(derived) : reject(error),
    );
  });
}
