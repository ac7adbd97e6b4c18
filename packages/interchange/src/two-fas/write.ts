import { encodeBase32 } from '@halfminute/otp';
import { accountLink } from '../account-link.ts';
import { encodeBase64 } from '../bytes.ts';
import { pbkdf2, sealGcm, utf8 } from '../ciphers.ts';
import type { Bytes } from '../ciphers.ts';
import { sortOut } from '../export.ts';
import type { ExportAccount, HeldAccount, RandomBytes, Room, Written } from '../export.ts';
import { iterations, nonceLength, reference, saltLength, schemaVersion } from './format.ts';
import type { TwoFasService } from './format.ts';

type Held = 'totp' | 'hotp' | 'steam';

/** The usual ones. Its versions for Android leave out entries with some others (2fas-android, issue 122). */
const surePeriods: readonly number[] = [10, 30, 60, 90];

/** A counter is an integer of 32 bits there. One entry that it does not take stops the whole import of 2FAS. */
const room: Room<Held> = {
  program: '2FAS',
  kinds: ['totp', 'hotp', 'steam'],
  digits: [5, 6, 7, 8],
  mostCounter: 2 ** 31 - 1,
  keeps: [],
  caution: (otp) =>
    otp.kind === 'totp' && !surePeriods.includes(otp.periodSeconds)
      ? `2FAS may leave out codes that change every ${otp.periodSeconds} seconds, which few services use. Look whether it is there.`
      : null,
};

/** When, in milliseconds since the Unix epoch: 2FAS keeps it with each entry. */
interface When {
  readonly unixMs: number;
}

/** A backup of 2FAS without encryption. */
export function writeTwoFas(accounts: readonly ExportAccount[], when: When): Written<string> {
  const { held, ...rest } = sortOut(room, accounts);
  const content = JSON.stringify({ ...frame(when), services: servicesOf(held, when) });
  return { content, count: held.length, ...rest };
}

/** A backup of 2FAS that opens with a password. */
export async function sealTwoFas(
  accounts: readonly ExportAccount[],
  how: When & { readonly password: string; readonly randomBytes: RandomBytes },
): Promise<Written<string>> {
  const { held, ...rest } = sortOut(room, accounts);
  const salt = Uint8Array.from(how.randomBytes(saltLength));
  const key = await pbkdf2({ hash: 'SHA-256', password: utf8(how.password), salt, iterations });
  const seal = async (text: string): Promise<string> => {
    const iv = Uint8Array.from(how.randomBytes(nonceLength));
    return formatSealed({ sealed: await sealGcm({ key, iv, plain: utf8(text) }), salt, iv });
  };
  const content = JSON.stringify({
    ...frame(how),
    servicesEncrypted: await seal(JSON.stringify(servicesOf(held, how))),
    reference: await seal(reference),
  });
  key.fill(0);
  return { content, count: held.length, ...rest };
}

function frame({ unixMs }: When) {
  return { services: [], groups: [], updatedAt: unixMs, schemaVersion, appOrigin: 'android' };
}

function formatSealed({ sealed, salt, iv }: { sealed: Bytes; salt: Bytes; iv: Bytes }): string {
  return [sealed, salt, iv].map(encodeBase64).join(':');
}

const tokenTypes = { totp: 'TOTP', hotp: 'HOTP', steam: 'STEAM' } as const;

function servicesOf(held: readonly HeldAccount<Held>[], { unixMs }: When): readonly TwoFasService[] {
  return held.map(({ otp }, position) => ({
    // 2FAS shows the name, and wants one.
    name: otp.issuer === '' ? otp.accountName : otp.issuer,
    secret: encodeBase32(otp.secret.reveal()),
    updatedAt: unixMs,
    otp: {
      link: accountLink(otp),
      label: otp.accountName,
      account: otp.accountName,
      issuer: otp.issuer,
      digits: otp.digits,
      algorithm: otp.algorithm,
      ...(otp.kind === 'hotp' ? { counter: otp.counter } : { period: otp.periodSeconds }),
      tokenType: tokenTypes[otp.kind],
      source: 'Link',
    },
    order: { position },
  }));
}
