import { text } from './hostile-file.ts';
import type { HostileFile } from './hostile-file.ts';
import { keePassHeaderOf } from './keepass-file.ts';

const nonceAndTag = { nonce: '00'.repeat(12), tag: '00'.repeat(16) };
const sixtyFourGiB = 64 * 1024 ** 3;

/** Aegis asks for scrypt with parameters of the file. */
function aegisScrypt({ n, p = 1, slots = 1 }: { readonly n: number; readonly p?: number; readonly slots?: number }) {
  const slot = { type: 1, n, r: 8, p, salt: '00'.repeat(32), key: '00'.repeat(32), key_params: nonceAndTag };
  return {
    version: 1,
    header: { slots: Array.from({ length: slots }, () => slot), params: nonceAndTag },
    db: 'AAAA',
  };
}

/** andOTP's file begins with the rounds of PBKDF2. */
function andOtpRounds(rounds: number): Uint8Array {
  const bytes = Buffer.alloc(200, 7);
  bytes.writeUInt32BE(rounds, 0);
  return bytes;
}

/** A sealed text of Bitwarden's: nonce, ciphertext and MAC. */
const sealedText = ['A'.repeat(22), 'A'.repeat(43), 'A'.repeat(43)].map((part, at) =>
  at === 0 ? `2.${part}==` : `${part}=`,
);

const bitwarden = (derivation: object): unknown => ({
  encrypted: true,
  passwordProtected: true,
  salt: 'AAECAwQFBgcICQoLDA0ODw==',
  ...derivation,
  encKeyValidation_DO_NOT_EDIT: sealedText.join('|'),
  data: sealedText.join('|'),
});

const ente = (memLimit: number, opsLimit: number): unknown => ({
  version: 1,
  kdfParams: { memLimit, opsLimit, salt: 'AAECAwQFBgcICQoLDA0ODw==' },
  encryptedData: 'A'.repeat(400),
  encryptionNonce: 'A'.repeat(32),
});

/** Each token of Authy has a key of its own. */
const authy = (tokens: number, key_derivation_iterations: number): unknown =>
  Array.from({ length: tokens }, (_, at) => ({
    accountType: 'authenticator',
    name: `Alder:${at}`,
    digits: 6,
    encryptedSecret: 'A'.repeat(64),
    salt: `salt ${at}`,
    key_derivation_iterations,
  }));

const asWinOtp = {
  format: 'winotp-backup',
  version: 1,
  encryption: {
    scheme: 'PBKDF2-SHA256-AES-256-GCM',
    iterations: 2 ** 31 - 1,
    salt: 'AAAA',
    nonce: 'AAAA',
    tag: 'AAAA',
  },
  ciphertext: 'AAAA',
};

/** Keys that take more memory or rounds to derive than anybody asks for. */
export const keyDerivations: readonly HostileFile[] = [
  { name: 'Aegis: scrypt of 1 TiB', bytes: () => text(aegisScrypt({ n: 2 ** 30 })), expected: 'refused' },
  {
    name: 'Aegis: scrypt a million times',
    bytes: () => text(aegisScrypt({ n: 2 ** 15, p: 1e6 })),
    expected: 'refused',
  },
  {
    name: 'Aegis: eight slots of 128 MiB',
    bytes: () => text(aegisScrypt({ n: 2 ** 17, slots: 8 })),
    expected: 'refused',
  },
  { name: 'andOTP: two thousand million rounds', bytes: () => andOtpRounds(2 ** 31 - 1), expected: 'refused' },
  { name: 'Authy: two million rounds for each of 500', bytes: () => text(authy(500, 2_000_000)), expected: 'refused' },
  {
    name: 'Bitwarden: 2^31 rounds',
    bytes: () => text(bitwarden({ kdfType: 0, kdfIterations: 2 ** 31 })),
    expected: 'refused',
  },
  {
    name: 'Bitwarden: Argon2 with 64 GiB',
    bytes: () => text(bitwarden({ kdfType: 1, kdfIterations: 3, kdfMemory: 65_536, kdfParallelism: 4 })),
    expected: 'refused',
  },
  {
    name: 'Bitwarden: Argon2 with 2^31 passes',
    bytes: () => text(bitwarden({ kdfType: 1, kdfIterations: 2 ** 31, kdfMemory: 64, kdfParallelism: 4 })),
    expected: 'refused',
  },
  { name: 'Ente Auth: Argon2 with 64 GiB', bytes: () => text(ente(sixtyFourGiB, 3)), expected: 'refused' },
  { name: 'Ente Auth: 1 GiB, which is asked about', bytes: () => text(ente(1024 ** 3, 4)), expected: 'refused' },
  { name: 'Ente Auth: Argon2 with 2^31 passes', bytes: () => text(ente(1024 ** 2, 2 ** 31)), expected: 'refused' },
  {
    name: 'KeePass: Argon2 with 64 GiB',
    bytes: () => keePassHeaderOf({ uuid: 'argon2id', memoryBytes: BigInt(sixtyFourGiB), passes: 3n, lanes: 4 }),
    expected: 'refused',
  },
  {
    name: 'KeePass: Argon2 with 2^62 passes',
    bytes: () => keePassHeaderOf({ uuid: 'argon2id', memoryBytes: 2n ** 20n, passes: 2n ** 62n, lanes: 1 }),
    expected: 'refused',
  },
  {
    name: 'KeePass: Argon2 in 2^31 lanes',
    bytes: () => keePassHeaderOf({ uuid: 'argon2id', memoryBytes: 2n ** 26n, passes: 3n, lanes: 2 ** 31 }),
    expected: 'refused',
  },
  {
    name: 'KeePass: AES 2^62 times',
    bytes: () => keePassHeaderOf({ uuid: 'aes', rounds: 2n ** 62n }),
    expected: 'refused',
  },
  { name: 'WinOTP: two thousand million rounds', bytes: () => text(asWinOtp), expected: 'refused' },
];
