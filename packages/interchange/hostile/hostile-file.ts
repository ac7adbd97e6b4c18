export interface HostileFile {
  readonly name: string;
  readonly bytes: () => Uint8Array;
  /** Refused as a whole, in a sentence; or read, with so many accounts imported. */
  readonly expected: 'refused' | { readonly imported: number };
}

/** What is given for every file that asks. */
export const password = 'a password';

export const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
export const megabyte = 1_000_000;

export const text = (content: unknown): Uint8Array =>
  new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));

export const link = (name: string, code = secret): string => `otpauth://totp/Alder:${name}?secret=${code}&issuer=Alder`;

const aegisEntry = { type: 'totp', name: 'ada', issuer: 'Alder', info: { secret } };

/** A plain backup of Aegis with these fields changed, an entry each. */
export const aegis = (changes: readonly object[]): unknown => ({
  version: 1,
  header: {},
  db: { version: 3, entries: changes.map((change) => ({ ...aegisEntry, ...change })) },
});
