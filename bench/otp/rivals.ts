import { createCodeGenerator, Secret } from '@halfminute/otp';
import type { HashAlgorithm } from '@halfminute/otp';
import { HOTP, Secret as OtpauthSecret } from 'otpauth';
import { generateSync, NobleCryptoPlugin } from 'otplib';
import type { CryptoPlugin } from 'otplib';

/** One maker of codes, with the keys of all accounts prepared as far as it lets them be. */
export interface Rival {
  readonly name: string;
  /** The six-digit code of an account (0 to 999) for a counter. */
  readonly code: (account: number, counter: number) => string;
}

export interface Accounts {
  readonly algorithm: HashAlgorithm;
  readonly keys: readonly Uint8Array<ArrayBuffer>[];
}

export const accountCount = 1000;
export const ourName = 'Halfminute';

/** Accounts with random keys of 20 bytes, as services issue them. The same in every round of a run. */
export function makeAccounts(algorithm: HashAlgorithm): Accounts {
  return { algorithm, keys: Array.from({ length: accountCount }, () => crypto.getRandomValues(new Uint8Array(20))) };
}

/** What runs in Node and in a browser alike. */
export function commonRivals({ algorithm, keys }: Accounts): readonly Rival[] {
  const ours = keys.map((key) =>
    createCodeGenerator({ kind: 'hotp', secret: Secret.fromBytes(key), algorithm, digits: 6, counter: 0 }),
  );
  const otpauth = keys.map(
    (key) => new HOTP({ secret: new OtpauthSecret({ buffer: key.buffer }), algorithm, digits: 6 }),
  );
  return [
    { name: ourName, code: (account, counter) => ours[account]?.codeForCounter(counter) ?? '' },
    { name: 'otpauth 9', code: (account, counter) => otpauth[account]?.generate({ counter }) ?? '' },
    otplibRival('otplib 13', { algorithm, keys }, new NobleCryptoPlugin()),
  ];
}

const otplibNames = { SHA1: 'sha1', SHA256: 'sha256', SHA512: 'sha512' } as const;

/** otplib takes its key with each call; bytes are what it need not decode. */
export function otplibRival(name: string, { algorithm, keys }: Accounts, plugin: CryptoPlugin): Rival {
  const shared = { strategy: 'hotp', algorithm: otplibNames[algorithm], digits: 6, crypto: plugin } as const;
  const options = keys.map((secret) => ({ ...shared, secret }));
  return {
    name,
    code: (account, counter) => {
      const prepared = options[account];
      return prepared === undefined ? '' : generateSync({ ...prepared, counter });
    },
  };
}
