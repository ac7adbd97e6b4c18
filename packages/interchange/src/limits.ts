import { InterchangeError } from './errors.ts';

/** What is read of a stranger's file. Honest ones stay far below; each is seen to before it is paid for. */
export const limits = {
  fileBytes: 32 * 1024 * 1024,
  /** Of each file that is given beside another. */
  besideBytes: 1024 * 1024,
  besideFiles: 200,
  entries: 20_000,
  /** Arrays and objects within each other. */
  jsonDepth: 48,
  /** Values of one array, many of which may be no entries: a password manager keeps logins without a code, too. */
  jsonItems: 100_000,
  /** Values of all arrays and objects together: empty ones take ten times their text in memory. */
  jsonValues: 2_000_000,
  /** Of a text that is read line by line. */
  lines: 80_000,
  /** Of a salt, in bytes: 2FAS has 256. */
  saltBytes: 1024,
  /** Fields of one message of protocol buffers. */
  protobufFields: 100_000,
  csvFields: 2_000_000,
  /** A login without a code has one, too. */
  csvRows: 100_000,
  /** UTF-16 units of one field: a note may be long. */
  csvFieldLength: 1_000_000,
  /** What Bitwarden lets its users choose at most, and nobody else comes near: a second of a browser's time. */
  pbkdf2Iterations: 2_000_000,
  /** Rounds of all the tokens of Authy together, each of which has a key of its own: two hundred at 100,000. */
  pbkdf2IterationsInAll: 20_000_000,
  /** Bytes that scrypt fills, 128 * N * r: Aegis asks for 32 MiB. */
  scryptBytes: 128 * 1024 * 1024,
  /** Bytes that scrypt fills for all slots of a file and all lanes, one after the other: the time it takes. */
  scryptWorkBytes: 512 * 1024 * 1024,
  argon2MemoryKiB: 1024 * 1024,
  /** What is taken without asking; beyond it the user is asked first. */
  argon2UnaskedMemoryKiB: 256 * 1024,
  /** KiB that all passes together fill: the time it takes. */
  argon2WorkKiB: 8 * 1024 * 1024,
  argon2Lanes: 16,
  /** Rounds of KeePass's own AES-KDF; KeePassXC asks for some ten millions in a second. */
  aesKdfRounds: 100_000_000,
  xmlElements: 3_000_000,
  /** Of a database of KeePass, logins without a code among them. */
  keePassEntries: 50_000,
  /** Bytes that a packed file may grow to. */
  unpackedBytes: 48 * 1024 * 1024,
} as const;

/** Throws 'too-large' where a file has more bytes than are read of one; its size may be known before any of it is in memory. */
export function requireSize(bytes: number): void {
  if (bytes > limits.fileBytes) {
    throw new InterchangeError(
      'too-large',
      `This file is larger than ${limits.fileBytes / 1024 / 1024} MiB, and no backup of an authenticator is. Choose the backup itself.`,
    );
  }
}

/** Throws 'unsafe-parameters' unless `value` is a whole number from `least` to `most`. */
export function requireCost(
  value: unknown,
  { least = 1, most }: { readonly least?: number; readonly most: number },
): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw new InterchangeError(
      'unsafe-parameters',
      `The file asks for a key derivation that is not within ${least} to ${most}: it is damaged, or made to do harm. Export it again.`,
    );
  }
  return value;
}

export function unsafeSalt(): InterchangeError {
  return new InterchangeError(
    'unsafe-parameters',
    'The salt of this file is missing or is none: it is damaged, or made to do harm. Export it again.',
  );
}
