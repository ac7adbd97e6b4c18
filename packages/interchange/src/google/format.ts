/** MigrationPayload.OtpParameters of Google Authenticator, as its field numbers say (protocol buffers). */
export const parameterFields = { secret: 1, name: 2, issuer: 3, algorithm: 4, digits: 5, kind: 6, counter: 7 } as const;

export const payloadFields = { parameters: 1, version: 2, batchSize: 3, batchIndex: 4, batchId: 5 } as const;

/** What Google Authenticator writes into the field of that name. */
export const payloadVersion = 1;

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

/** The way back: the first number, but 0, that stands for a value. */
export function numberFor<Value>(valuesByNumber: ReadonlyMap<number, Value>, wanted: Value): number {
  const found = [...valuesByNumber].find(([number, value]) => number !== 0 && value === wanted);
  if (found === undefined) {
    throw new Error(
      'A value was to be written that Google Authenticator has no number for. It should have been left out.',
    );
  }
  return found[0];
}

export const migrationPrefix = 'otpauth-migration://offline?data=';

export function isMigrationLink(text: string): boolean {
  return /^\s*otpauth-migration:/i.test(text);
}
