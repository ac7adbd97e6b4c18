import type { OtpAccount } from '@halfminute/otp';
import { encodeBase64 } from '../bytes.ts';
import { utf8 } from '../ciphers.ts';
import { leaveOut, sortOut } from '../export.ts';
import type { ExportAccount, LeftOut, RandomBytes, Room, Written } from '../export.ts';
import {
  algorithmsByNumber,
  digitsByNumber,
  kindsByNumber,
  migrationPrefix,
  numberFor,
  parameterFields,
  payloadFields,
  payloadVersion,
} from './format.ts';
import { writeProtobuf } from './protobuf.ts';

type Held = 'totp' | 'hotp';

/** There is no field for a period, so every timed code changes each 30 seconds. */
const room: Room<Held> = {
  program: 'Google Authenticator',
  kinds: ['totp', 'hotp'],
  digits: [6, 8],
  periodsSeconds: [30],
  keeps: [],
};

/** Google Authenticator itself puts so many into one picture. */
const mostAccounts = 10;

/**
 * Characters of a link that a phone reads from a screen at once: a QR code of version 17 with the least error correction,
 * 85 modules a side, three dots each in a narrow window. An account that has more alone gets a picture alone.
 */
const comfortableLength = 718;

/** Version 40 with the least error correction holds no more bytes. */
const greatestLength = 2953;

/**
 * The transfer links of a batch, each of them a QR code that Google Authenticator, and whoever reads its transfers, scans
 * one after the other.
 */
export function writeMigrationLinks(
  accounts: readonly ExportAccount[],
  randomBytes: RandomBytes,
): Written<readonly string[]> {
  const { held, leftOut, unsaid, cautions } = sortOut(room, accounts);
  const batchId = batchIdFrom(randomBytes(4));
  const tooLong: LeftOut[] = [];
  const batches: Uint8Array[][] = [];
  for (const account of held) {
    const parameters = parametersOf(account.otp);
    if (linkOf([parameters], worstPlace(batchId)).length > greatestLength) {
      tooLong.push(leaveOut(account, 'too-long', 'Its code and names are too long for a QR code.'));
      continue;
    }
    const last = batches.at(-1);
    if (last !== undefined && isComfortable([...last, parameters], batchId)) {
      last.push(parameters);
    } else {
      batches.push([parameters]);
    }
  }
  return {
    content: batches.map((batch, index) => linkOf(batch, { batchId, index, size: batches.length })),
    count: held.length - tooLong.length,
    leftOut: [...leftOut, ...tooLong],
    unsaid,
    cautions,
  };
}

interface Place {
  readonly batchId: number;
  readonly index: number;
  readonly size: number;
}

/** How many pictures there will be is not known yet; no number of them has more bytes. */
const worstPlace = (batchId: number): Place => ({ batchId, index: 20_000, size: 20_000 });

function isComfortable(batch: readonly Uint8Array[], batchId: number): boolean {
  return batch.length <= mostAccounts && linkOf(batch, worstPlace(batchId)).length <= comfortableLength;
}

/** A number from 1 to 2^31 - 1: an int32 that is negative takes ten bytes. */
function batchIdFrom(bytes: Uint8Array): number {
  const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0) % 2 ** 31;
  return Math.max(1, value);
}

function linkOf(batch: readonly Uint8Array[], { batchId, index, size }: Place): string {
  const payload = writeProtobuf([
    ...batch.map((value) => ({ number: payloadFields.parameters, value })),
    { number: payloadFields.version, value: payloadVersion },
    { number: payloadFields.batchSize, value: size },
    { number: payloadFields.batchIndex, value: index },
    { number: payloadFields.batchId, value: batchId },
  ]);
  return migrationPrefix + encodeURIComponent(encodeBase64(payload));
}

function parametersOf(otp: Extract<OtpAccount, { readonly kind: Held }>): Uint8Array {
  return writeProtobuf([
    { number: parameterFields.secret, value: otp.secret.reveal() },
    { number: parameterFields.name, value: utf8(nameOf(otp)) },
    { number: parameterFields.issuer, value: utf8(otp.issuer) },
    { number: parameterFields.algorithm, value: numberFor(algorithmsByNumber, otp.algorithm) },
    { number: parameterFields.digits, value: numberFor(digitsByNumber, otp.digits) },
    { number: parameterFields.kind, value: numberFor(kindsByNumber, otp.kind) },
    ...(otp.kind === 'hotp' ? [{ number: parameterFields.counter, value: otp.counter }] : []),
  ]);
}

/** Where no issuer is written, readers take what stands before a colon for it: then an empty one is written before a colon. */
function nameOf({ issuer, accountName }: OtpAccount): string {
  return issuer === '' && accountName.includes(':') && !accountName.includes('://') ? `:${accountName}` : accountName;
}
