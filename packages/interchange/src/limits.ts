import { InterchangeError } from './errors.ts';

/** What is read of a stranger's file. Honest ones stay far below; each is seen to before it is paid for. */
export const limits = {
  fileBytes: 32 * 1024 * 1024,
  entries: 20_000,
  /** Arrays and objects within each other. */
  jsonDepth: 48,
  pbkdf2Iterations: 5_000_000,
  /** Bytes that scrypt fills: 128 * N * r. */
  scryptBytes: 256 * 1024 * 1024,
  scryptLanes: 4,
  argon2MemoryKiB: 1024 * 1024,
  argon2Passes: 16,
  argon2Lanes: 8,
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
