/** An .authme file says what it holds. */
export const exportRoles: ReadonlySet<unknown> = new Set(['codes', 'import', 'export']);

/** Words in front of what a code is made of, a line each, in this order. */
export const lineNames = { name: 'Name', secret: 'Secret', issuer: 'Issuer', type: 'Type' } as const;

/** As Google's transfer spells the kinds. */
export const kindsByWord: ReadonlyMap<string, string> = new Map([
  ['', 'totp'],
  ['OTP_TOTP', 'totp'],
  ['OTP_HOTP', 'hotp'],
]);
