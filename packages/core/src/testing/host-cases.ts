import type { Argon2Request } from '@halfminute/vault';
import { PlatformError } from '../platform.ts';
import { checkSame, checkThat, rejectionOf } from './check.ts';
import { contractCase } from './contract-case.ts';
import type { ContractCase } from './contract-case.ts';

/** Derived by the reference implementation of Argon2 (through argon2-cffi 21.1). */
const ARGON2_VECTORS: readonly (Omit<Argon2Request, 'password' | 'salt'> & {
  readonly password: string;
  readonly salt: string;
  readonly hex: string;
})[] = [
  {
    variant: 'id',
    memoryKiB: 256,
    passes: 2,
    lanes: 1,
    version: 0x13,
    length: 32,
    password: 'password',
    salt: 'somesalt',
    hex: '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe',
  },
  {
    variant: 'id',
    memoryKiB: 256,
    passes: 2,
    lanes: 2,
    version: 0x13,
    length: 32,
    password: 'password',
    salt: 'somesalt',
    hex: '6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037',
  },
  {
    variant: 'id',
    memoryKiB: 1024,
    passes: 3,
    lanes: 8,
    version: 0x13,
    length: 16,
    password: 'a longer password, in words',
    salt: 'somesalt',
    hex: '9f441248d3ba061acd24172523cd9b52',
  },
  {
    variant: 'd',
    memoryKiB: 64,
    passes: 3,
    lanes: 4,
    version: 0x13,
    length: 32,
    password: 'password',
    salt: 'somesaltsomesalt',
    hex: 'b470454803690f9995b41f40fe6f29af79b60e692d24135f45bc014842d5a580',
  },
  {
    variant: 'd',
    memoryKiB: 128,
    passes: 2,
    lanes: 3,
    version: 0x13,
    length: 64,
    password: 'pass',
    salt: 'saltsaltsalt',
    hex: '1b154d25756816f0cf013db26a3f4ec3a5a1a75feb1ffb3e19e2bdb57238fdb9126bd73c10c66c7496ab2acdb7861642786f14c18b6ed41dbec242ba78b9bee4',
  },
  {
    variant: 'd',
    memoryKiB: 4096,
    passes: 1,
    lanes: 2,
    version: 0x13,
    length: 32,
    password: 'keepass',
    salt: '12345678901234567890123456789012',
    hex: '3c91d92f54cbd306273377427e597e9892384ead91d495ed514862e0554d86b7',
  },
];

const ARGON2_VERSION_10_VECTORS: typeof ARGON2_VECTORS = [
  {
    variant: 'd',
    memoryKiB: 64,
    passes: 2,
    lanes: 1,
    version: 0x10,
    length: 32,
    password: 'password',
    salt: 'somesalt',
    hex: '80b10fd42c620bac682749ec9096317a7aa709a8a02af830a13f8d94c4c09dc2',
  },
  {
    variant: 'id',
    memoryKiB: 512,
    passes: 2,
    lanes: 2,
    version: 0x10,
    length: 32,
    password: 'password',
    salt: 'somesalt',
    hex: 'b7eefe97b3e7b0ade7e01563ffe1168f6db3c1add5dac870b049ce7c49817969',
  },
];

export const hostCases: readonly ContractCase[] = [
  contractCase('randomBytes gives as many bytes as were asked for', [], async ({ platform }) => {
    for (const length of [0, 1, 12, 16, 32, 1000]) {
      checkSame(platform.randomBytes(length).length, length, `bytes for ${length}`);
    }
    await Promise.resolve();
  }),
  contractCase('randomBytes does not repeat itself, and favours no byte', [], async ({ platform }) => {
    const seen = new Set(Array.from({ length: 1000 }, () => platform.randomBytes(16).join()));
    checkSame(seen.size, 1000, 'different draws of 16 bytes');
    const values = new Set(platform.randomBytes(20_000));
    checkSame(values.size, 256, 'different bytes among 20,000');
    await Promise.resolve();
  }),
  contractCase(
    'the monotonic clock does not go back, and the wall clock tells a plausible time',
    [],
    async ({ platform }) => {
      const { clock } = platform;
      let last = clock.monotonicMs();
      for (let reading = 0; reading < 1000; reading += 1) {
        const next = clock.monotonicMs();
        checkThat(next >= last, 'each reading is at least the one before');
        last = next;
      }
      const year2020Ms = 1_577_836_800_000;
      checkThat(clock.unixMs() > year2020Ms, 'it is later than the year 2020');
      checkThat(Math.abs(clock.utcOffsetMinutes(clock.unixMs())) <= 14 * 60, 'the place is on this planet');
      await Promise.resolve();
    },
  ),
  contractCase('a task that was called off does not run', [], async ({ platform }) => {
    let ran = false;
    const callOff = platform.clock.schedule(0, () => {
      ran = true;
    });
    callOff();
    callOff();
    checkThat(!ran, 'it did not run at once');
    await Promise.resolve();
    checkThat(!ran, 'it did not run afterwards');
  }),
  contractCase('deriveKey is a function of everything it is asked for', [], async ({ platform }) => {
    const request: Argon2Request = {
      variant: 'id',
      memoryKiB: 64,
      passes: 1,
      lanes: 2,
      version: 0x13,
      length: 32,
      password: bytesOf('correct horse'),
      salt: bytesOf('sixteen bytes ok'),
    };
    const variations: readonly Argon2Request[] = [
      request,
      { ...request, password: bytesOf('correct horsf') },
      { ...request, salt: bytesOf('sixteen bytes oK') },
      { ...request, memoryKiB: 72 },
      { ...request, passes: 2 },
      { ...request, lanes: 1 },
      { ...request, variant: 'd' },
    ];
    const keys = new Set<string>();
    for (const variation of variations) {
      keys.add(hexOf(await platform.deriveKey(variation)));
    }
    checkSame(keys.size, variations.length, 'different keys');
    checkSame(hexOf(await platform.deriveKey(request)).length, 64, 'hexadecimal digits of 32 bytes');
    checkThat(keys.has(hexOf(await platform.deriveKey(request))), 'the same request gives the same key');
  }),
  contractCase('deriveKey is Argon2d and Argon2id, with any number of lanes', ['argon2'], async ({ platform }) => {
    for (const vector of ARGON2_VECTORS) {
      const { variant, memoryKiB, passes, lanes } = vector;
      const key = await platform.deriveKey(requestOf(vector));
      checkSame(hexOf(key), vector.hex, `Argon2${variant} m=${memoryKiB} t=${passes} p=${lanes}`);
    }
  }),
  contractCase(
    'Argon2 of version 1.0 is derived rightly or refused, never derived wrongly',
    ['argon2'],
    async (host) => {
      for (const vector of ARGON2_VERSION_10_VECTORS) {
        const derived = host.platform.deriveKey(requestOf(vector));
        const outcome = await derived.then(hexOf, (error: unknown) => error);
        if (outcome instanceof PlatformError) {
          checkSame(outcome.code, 'unsupported', 'the code of the refusal');
        } else {
          checkSame(outcome, vector.hex, `Argon2${vector.variant} of version 1.0`);
        }
      }
    },
  ),
  contractCase('deriveKey refuses what is no Argon2 cost, instead of guessing', ['argon2'], async ({ platform }) => {
    const [vector] = ARGON2_VECTORS;
    if (vector !== undefined) {
      await rejectionOf(platform.deriveKey({ ...requestOf(vector), lanes: 0 }), 'no lanes');
      await rejectionOf(platform.deriveKey({ ...requestOf(vector), passes: 0 }), 'no passes');
    }
  }),
];

function requestOf({ password, salt, ...cost }: (typeof ARGON2_VECTORS)[number]): Argon2Request {
  const { variant, memoryKiB, passes, lanes, version, length } = cost;
  return { variant, memoryKiB, passes, lanes, version, length, password: bytesOf(password), salt: bytesOf(salt) };
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
