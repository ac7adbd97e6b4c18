/** A stored password hash, read: ours (Argon2id) or one that was imported. */
export type PasswordHash = Argon2Hash | BcryptHash | ScryptHash | Pbkdf2Hash;

export interface Argon2Hash {
  readonly kind: 'argon2';
  readonly variant: 'd' | 'i' | 'id';
  readonly version: 0x10 | 0x13;
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
  /** Which pepper went into it (`keyid` of the PHC form); null where none did. */
  readonly pepperId: string | null;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly output: Uint8Array<ArrayBuffer>;
}

interface BcryptHash {
  readonly kind: 'bcrypt';
  /** `$2b$…`, 60 characters. */
  readonly text: string;
  /** log2 of the rounds. */
  readonly cost: number;
  /** Django hashes the password first, so that bcrypt's 72 bytes are enough for any. */
  readonly hashedFirst: boolean;
}

export interface ScryptHash {
  readonly kind: 'scrypt';
  /** N, r and p of RFC 7914. */
  readonly rounds: number;
  readonly blockSize: number;
  readonly lanes: number;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly output: Uint8Array<ArrayBuffer>;
}

export interface Pbkdf2Hash {
  readonly kind: 'pbkdf2';
  readonly digest: 'sha1' | 'sha256' | 'sha512';
  readonly rounds: number;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly output: Uint8Array<ArrayBuffer>;
}

/**
 * What one verification may cost at most: a quarter of a gigabyte and about a second of one core. A hash that asks for more,
 * in a list that somebody hands us, would let each sign-in of its user stop the service.
 */
const MOST_MEMORY_KIB = 256 * 1024;
const MOST_ARGON2_KIB_PASSES = 1024 * 1024;
const MOST_SCRYPT_BLOCKS = 2 ** 22;
const MOST_PBKDF2_ROUNDS = 2_000_000;
const MOST_BCRYPT_COST = 14;

export function costsTooMuch(hash: PasswordHash): boolean {
  switch (hash.kind) {
    case 'argon2':
      return hash.memoryKiB > MOST_MEMORY_KIB || hash.memoryKiB * hash.passes > MOST_ARGON2_KIB_PASSES;
    case 'bcrypt':
      return hash.cost > MOST_BCRYPT_COST;
    case 'scrypt':
      return (
        (128 * hash.rounds * hash.blockSize) / 1024 > MOST_MEMORY_KIB ||
        hash.rounds * hash.blockSize * hash.lanes > MOST_SCRYPT_BLOCKS
      );
    case 'pbkdf2':
      return hash.rounds > MOST_PBKDF2_ROUNDS;
  }
}
