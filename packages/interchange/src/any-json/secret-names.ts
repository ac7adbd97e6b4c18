import type { JsonObject } from '../json.ts';
import { isNameOfCode, plainName } from '../login-table/columns.ts';

/** "secret", "otpSeed", "secretHex": what holds the secret of an account and nothing else. */
const namesSecret =
  /^(?=.*(?:secret|seed))(?:otp|totp|hotp|shared|secret|seed|key|raw|encoded|base32|base64|hex|b32|b64|token|mfa|2fa|bytes|plain|value|code|auth|text|data|string|in|as)+$/;
/** "encryptedSecret". */
const namesSealed =
  /^(?:encrypted|enc|sealed|cipher|crypted)(?:secret|seed|totp|otp|secretkey|otpsecret)$|^(?:secret|seed)(?:encrypted|enc|cipher)$/;

export function isNameOfSecret(name: string): boolean {
  return namesSecret.test(plainName(name)) && !isNameOfSealed(name);
}

export function isNameOfSealed(name: string): boolean {
  return namesSealed.test(plainName(name));
}

/** "secretHex" and "seedBase64" say how they are written. */
export function encodingInName(name: string): 'hex' | 'base64' | 'base32' {
  const plain = plainName(name);
  return /hex/.test(plain) ? 'hex' : /base64|b64/.test(plain) ? 'base64' : 'base32';
}

/** Whether an object is an account of its own, so that what it says is of no other one. */
export function holdsSecret(object: JsonObject): boolean {
  return Object.entries(object).some(
    ([name, value]) =>
      isNameOfSecret(name) || isNameOfSealed(name) || (typeof value === 'string' && value !== '' && isNameOfCode(name)),
  );
}
