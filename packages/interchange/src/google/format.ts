/** MigrationPayload.OtpParameters of Google Authenticator, as its field numbers say (protocol buffers). */
export const parameterFields = { secret: 1, name: 2, issuer: 3, algorithm: 4, digits: 5, kind: 6, counter: 7 } as const;

export const payloadFields = { parameters: 1, batchSize: 3, batchIndex: 4, batchId: 5 } as const;

/** 0 stands for "unspecified" in each of the three, and means what is usual. */
export const algorithmsByNumber: ReadonlyMap<number, string> = new Map([
  [0, 'SHA1'],
  [1, 'SHA1'],
  [2, 'SHA256'],
  [3, 'SHA512'],
  [4, 'MD5'],
]);
export const digitsByNumber: ReadonlyMap<number, number> = new Map([
  [0, 6],
  [1, 6],
  [2, 8],
]);
export const kindsByNumber: ReadonlyMap<number, string> = new Map([
  [0, 'totp'],
  [1, 'hotp'],
  [2, 'totp'],
]);

export function isMigrationLink(text: string): boolean {
  return /^\s*otpauth-migration:/i.test(text);
}
