import { readFields } from '../account-fields.ts';
import { signedBytes } from '../bytes.ts';
import type { ImportEntry } from '../entry.ts';
import { field, textField } from '../json.ts';

/** A token as FreeOTP and FreeOTP+ write it. Version 2 keeps the secret elsewhere, and leaves out what is usual. */
export function readToken(
  token: unknown,
  where: string,
  sealed?: { readonly secret: Uint8Array | null; readonly algorithm: string | undefined },
): ImportEntry {
  return readFields({
    where,
    kind: kindOf(token),
    ...namesOf(token, sealed === undefined ? oldNames : newNames),
    secret: sealed === undefined ? signedBytes(field(token, 'secret')) : sealed.secret,
    algorithm: field(token, 'algo') ?? sealed?.algorithm,
    digits: field(token, 'digits'),
    periodSeconds: field(token, 'period'),
    counter: counterOf(token),
  });
}

/** Fields of the names, the one that is shown first. Version 2 renames in place, and leaves the names of version 1 behind. */
const oldNames = { issuers: ['issuerAlt', 'issuerExt', 'issuerInt'], labels: ['labelAlt', 'label'] } as const;
const newNames = { issuers: ['issuerExt', 'issuerInt', 'issuerAlt'], labels: ['label', 'labelAlt'] } as const;

function namesOf(
  token: unknown,
  { issuers, labels }: { readonly issuers: readonly string[]; readonly labels: readonly string[] },
): { readonly issuer: string; readonly accountName: string } {
  const first = (names: readonly string[]): string =>
    names.map((name) => textField(token, name)).find((text) => text !== '') ?? '';
  return { issuer: first(issuers), accountName: first(labels) };
}

/** It has no kind for Steam, and makes Steam's letters for this one name of the service in the link's path. */
function kindOf(token: unknown): unknown {
  const type = field(token, 'type');
  return type === 'TOTP' && field(token, 'issuerExt') === 'Steam' ? 'steam' : type;
}

/** Version 1 takes one off the counter of a link, so that a token that was never used stands at -1; no service has such a code. */
function counterOf(token: unknown): unknown {
  const counter = field(token, 'counter');
  return counter === -1 ? 0 : counter;
}

/** Whether an object looks like a token: by the fields that both versions write. */
export function isToken(value: unknown): boolean {
  return typeof field(value, 'label') === 'string' && typeof field(value, 'type') === 'string';
}
