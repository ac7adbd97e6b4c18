/** A backup of Stratum (Authenticator Pro), by the numbers of its enumerations. */
export const kindsByNumber: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [1, 'hotp'],
  [2, 'totp'],
  [3, 'motp'],
  [4, 'steam'],
  [5, 'yandex'],
]);
export const algorithmsByNumber: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [0, 'SHA1'],
  [1, 'SHA256'],
  [2, 'SHA512'],
]);

/** The strong encryption: mark, salt, nonce, ciphertext with its tag. Argon2id, AES-256-GCM. */
export const strong = {
  mark: 'AUTHENTICATORPRO',
  saltBytes: 16,
  ivBytes: 12,
  argon2: { variant: 'id', memoryKiB: 64 * 1024, passes: 3, lanes: 4, version: 0x13 },
} as const;

/** The older encryption: mark, salt, initialization vector, ciphertext. PBKDF2-SHA1, AES-256-CBC. */
export const legacy = { mark: 'AuthenticatorPro', saltBytes: 20, ivBytes: 16, iterations: 64_000 } as const;

/** The oldest encryption (until 2021): ciphertext alone. AES-256-CBC from a vector of zeros; the key is the SHA-256 of the password. */
export const oldest = { blockBytes: 16 } as const;
