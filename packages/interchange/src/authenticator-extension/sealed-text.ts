import { md5 } from '@noble/hashes/legacy.js';
import { concatBytes, decodeBase64 } from '../bytes.ts';
import { openCbc, utf8 } from '../ciphers.ts';
import type { Bytes } from '../ciphers.ts';
import { decodeText } from '../text-encoding.ts';
import { asSaltedText } from './format.ts';

/** A text that crypto-js encrypted with a password; null where it does not open. It cannot tell always. */
export async function openSaltedText(text: string, password: string): Promise<string | null> {
  const salted = asSaltedText(decodeBase64(text) ?? new Uint8Array());
  if (salted === null) {
    return null;
  }
  const bytes = opensslKey(utf8(password), salted.salt);
  const opened = await openCbc({ key: bytes.slice(0, 32), iv: bytes.slice(32), sealed: salted.sealed });
  return opened === null ? null : decodeText(opened);
}

/** 48 bytes for key and vector as OpenSSL's EVP_BytesToKey makes them: MD5 over what came before, password and salt. */
function opensslKey(password: Bytes, salt: Bytes): Bytes {
  let whole: Bytes = new Uint8Array();
  let last: Uint8Array = new Uint8Array();
  while (whole.length < 48) {
    last = md5(concatBytes(last, password, salt));
    whole = concatBytes(whole, last);
  }
  return whole;
}
