/** How cotp seals its database: Argon2id, then XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha). */
export const sealing = {
  argon2: { variant: 'id', memoryKiB: 32 * 1024, passes: 4, lanes: 4, version: 0x13 },
  nonceBytes: 24,
} as const;
