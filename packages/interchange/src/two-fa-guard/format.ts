/** A backup of 2FAGuard: mark, salt, nonce, ciphertext with its tag. Argon2id, AEGIS-256. */
export const layout = {
  mark: '2FAGuardBackupV1',
  saltBytes: 16,
  nonceBytes: 32,
  argon2: { variant: 'id', memoryKiB: 67_108, passes: 3, lanes: 1, version: 0x13 },
} as const;

export const algorithmsByNumber: readonly string[] = ['SHA1', 'SHA256', 'SHA512'];
