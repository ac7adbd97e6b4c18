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
  const shown = textField(token, 'issuerAlt') || textField(token, 'issuerExt');
  return readFields({
    where,
    kind: field(token, 'type'),
    issuer: shown === '' ? textField(token, 'issuerInt') : shown,
    accountName: textField(token, 'labelAlt') || textField(token, 'label'),
    secret: sealed === undefined ? signedBytes(field(token, 'secret')) : sealed.secret,
    algorithm: field(token, 'algo') ?? sealed?.algorithm,
    digits: field(token, 'digits'),
    periodSeconds: field(token, 'period'),
    counter: field(token, 'counter'),
  });
}

/** Whether an object looks like a token: by the fields that both versions write. */
export function isToken(value: unknown): boolean {
  return typeof field(value, 'label') === 'string' && typeof field(value, 'type') === 'string';
}
