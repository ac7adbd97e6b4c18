import type { Moment } from './decision.ts';
import type { NotTried, SlowLook } from './guessing.ts';
import type { MfaHost } from './mfa.ts';
import { drawBytes, drawId } from './randomness.ts';
import type { MfaRecord, RecoveryCode, RecoverySet } from './record.ts';
import { drawRecoveryCode, readRecoveryCode, recoveryCodeBytes } from './recovery-code.ts';
import { findRecoveryCode } from './rules/recovery.ts';
import type { AcceptedOutcome, RecognisedCode } from './rules/recovery.ts';
import type { Guess } from './rules/attempt.ts';
import { sameBytes } from './same-bytes.ts';

type HashingHost = Pick<MfaHost, 'randomBytes' | 'slowHash'>;

/** SP 800-63B-4 section 3.1.2.2 asks for 32 bits. */
const saltBytes = 16;

/** Looks at a recovery code: one slow hash a try, whatever was typed, and a second one only for the replacement of a right code. */
export function lookAtRecoveryCode(
  typed: string,
  record: MfaRecord,
  { host, guess }: { readonly host: HashingHost; readonly guess: Guess },
): Extract<NotTried, { readonly result: 'malformed' | 'not-enrolled' }> | SlowLook<AcceptedOutcome> {
  const set = record.recovery;
  if (set === null) {
    return { result: 'not-enrolled' };
  }
  const read = readRecoveryCode(typed);
  if (read.result === 'malformed') {
    return read;
  }
  return {
    found: 'later',
    work: async () => {
      const recognised = await recognise(read.code, set, host);
      return (later: MfaRecord, moment: Moment) => findRecoveryCode(later, recognised, moment, guess);
    },
  };
}

async function recognise(code: string, set: RecoverySet, host: HashingHost): Promise<RecognisedCode | null> {
  const hash = await host.slowHash(recoveryCodeBytes(code), set.salt);
  // Compared with all, used ones too, so that the time tells nothing of which one it was.
  const [known] = set.codes
    .map((stored) => ({ stored, isSame: sameBytes(stored.hash, hash) }))
    .filter(({ isSame }) => isSame);
  if (known === undefined) {
    return null;
  }
  const { id: codeId, usedAt } = known.stored;
  return { codeId, replacement: usedAt === null ? await makeCode(set.salt, host) : null };
}

/** Whether this is a code of the set, used or not. Only for a code that is on show: nothing is counted. */
export async function isOfSet(typed: string, set: RecoverySet | null, host: HashingHost): Promise<boolean> {
  const read = readRecoveryCode(typed);
  if (set === null || read.result === 'malformed') {
    return false;
  }
  const hash = await host.slowHash(recoveryCodeBytes(read.code), set.salt);
  return set.codes.some((stored) => sameBytes(stored.hash, hash));
}

/** A set of new codes, as they are shown once, and as they are stored. */
export async function makeRecoverySet(
  about: { readonly count: number; readonly now: number },
  host: HashingHost,
): Promise<{ readonly codes: readonly string[]; readonly set: RecoverySet }> {
  const salt = drawBytes(host.randomBytes, saltBytes);
  const made = await Promise.all(Array.from({ length: about.count }, () => makeCode(salt, host)));
  return {
    codes: made.map(({ code }) => code),
    set: { salt, createdAt: about.now, keptAt: null, codes: made.map(({ stored }) => stored) },
  };
}

async function makeCode(
  salt: Uint8Array<ArrayBuffer>,
  host: HashingHost,
): Promise<{ readonly code: string; readonly stored: RecoveryCode }> {
  const code = drawRecoveryCode(host.randomBytes);
  const id = drawId(host.randomBytes);
  const hash = await host.slowHash(recoveryCodeBytes(code), salt);
  return { code, stored: { id, hash, usedAt: null } };
}
