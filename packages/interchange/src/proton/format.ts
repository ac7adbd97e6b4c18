/** How Proton Authenticator seals an export: Argon2id, then AES-256-GCM with the nonce in front. */
export const sealing = {
  argon2: { variant: 'id', memoryKiB: 19 * 1024, passes: 2, lanes: 1, version: 0x13 },
  nonceBytes: 12,
  additionalData: 'proton.authenticator.export.v1',
} as const;
