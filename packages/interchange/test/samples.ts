import { hashRaw } from '@node-rs/argon2';
import { createCodeGenerator, encodeBase32, timeStep } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import type { Argon2, ReadyBackup, Unlocked } from '../src/index.ts';
import { InterchangeError, readBackup } from '../src/index.ts';

/** Argon2 as the command line gives it. The library's enumerations are numbers. */
export const argon2: Argon2 = async (request) =>
  Uint8Array.from(
    await hashRaw(request.password, {
      // oxlint-disable typescript/no-unsafe-enum-assignment -- the library declares them as ambient const enums
      algorithm: request.variant === 'id' ? 2 : 0,
      version: 1,
      // oxlint-enable typescript/no-unsafe-enum-assignment
      memoryCost: request.memoryKiB,
      timeCost: request.passes,
      parallelism: request.lanes,
      salt: request.salt,
      outputLen: request.length,
    }),
  );

export const bytesOf = (content: unknown): Uint8Array =>
  new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));

/** Reads a file that needs no password. */
export async function readPlain(content: unknown): Promise<ReadyBackup> {
  const backup = await readBackup(content instanceof Uint8Array ? content : bytesOf(content));
  if (backup.outcome !== 'ready') {
    throw new Error(`A file of ${backup.program} asked for a password.`);
  }
  return backup;
}

/** What a file is refused with; 'read' where it is not. Anything but the room's own refusal fails the test. */
export async function refusalOf(bytes: Uint8Array): Promise<string> {
  try {
    await readBackup(bytes);
    return 'read';
  } catch (error) {
    if (error instanceof InterchangeError) {
      return error.code;
    }
    throw error;
  }
}

/** Reads an encrypted one. */
export async function unlock(content: Uint8Array, password: string): Promise<Unlocked> {
  const backup = await readBackup(content);
  if (backup.outcome !== 'needs-password') {
    throw new Error(`A file of ${backup.program} asked for no password.`);
  }
  return backup.unlock({ password, argon2 });
}

/** An account as its fields, so that two can be compared in a glance. */
export function plainAccount(account: OtpAccount) {
  const { kind, issuer, accountName, algorithm, digits, secret } = account;
  return {
    kind,
    issuer,
    accountName,
    secretBase32: encodeBase32(secret.reveal()),
    algorithm,
    digits,
    ...(account.kind === 'hotp' ? { counter: account.counter } : { periodSeconds: account.periodSeconds }),
  };
}

/** The imported accounts in order, or the reasons of what was not. */
export function summary({ entries }: ReadyBackup): readonly unknown[] {
  return entries.map((entry) => (entry.verdict === 'imported' ? plainAccount(entry.account) : entry.why.reason));
}

export function codeAt(account: OtpAccount, unixSeconds: number): string {
  return createCodeGenerator(account).codeForCounter(
    account.kind === 'hotp' ? account.counter : timeStep(unixSeconds, account.periodSeconds),
  );
}

export const secretBase32 = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
export const secretHex = '3132333435363738393031323334353637383930';

export const timed = {
  kind: 'totp',
  issuer: 'Alder',
  accountName: 'ada',
  secretBase32,
  algorithm: 'SHA512',
  digits: 7,
  periodSeconds: 20,
};
export const counted = {
  kind: 'hotp',
  issuer: 'Birch',
  accountName: 'kai',
  secretBase32,
  algorithm: 'SHA256',
  digits: 8,
  counter: 41,
};
export const steam = {
  kind: 'steam',
  issuer: 'Steam',
  accountName: 'ada',
  secretBase32,
  algorithm: 'SHA1',
  digits: 5,
  periodSeconds: 30,
};
export const usual = { ...timed, algorithm: 'SHA1', digits: 6, periodSeconds: 30 };
