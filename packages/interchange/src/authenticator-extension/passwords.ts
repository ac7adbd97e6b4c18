import type { Unlocking } from '../backup.ts';
import { encodeBase64 } from '../bytes.ts';
import { utf8 } from '../ciphers.ts';
import { field, textField } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { dataTypes, keyDerivation } from './format.ts';
import { openSaltedText } from './sealed-text.ts';

/** Keys that one file may hold. Each costs a derivation. */
const mostKeys = 8;

/**
 * With what the entries may be encrypted: the oldest versions used the password itself; later ones a key that it opens; the
 * newest what Argon2 makes of it, spelled in base64.
 */
export async function passwordsOf(json: JsonObject, { password, argon2 }: Unlocking): Promise<readonly string[]> {
  const passwords: string[] = [];
  const keys = Object.values(json).filter((one) => field(one, 'dataType') === dataTypes.key);
  for (const key of keys.slice(0, mostKeys)) {
    const salt = utf8(textField(key, 'salt'));
    if (salt.length >= 8) {
      // oxlint-disable-next-line no-await-in-loop -- one derivation after the other: each fills its memory
      passwords.push(spell(await argon2({ ...keyDerivation, salt, password: utf8(password), length: 32 })));
    }
  }
  const opened = await openSaltedText(textField(field(json, 'key'), 'enc'), password);
  return [...passwords, ...(opened === null ? [] : [opened]), password];
}

/** Base64 without padding, as the text form of an Argon2 hash has it. */
function spell(bytes: Uint8Array): string {
  return encodeBase64(bytes).replace(/=+$/, '');
}
