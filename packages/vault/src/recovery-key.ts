import { drawBytes } from './randomness.ts';
import type { RandomBytes } from './randomness.ts';

/**
 * The key on the recovery sheet: 31 random characters of an alphabet of 31 (no I, L, O, 0, 1), which is 153 bits, and one that
 * checks the others, so that a slip in typing is found before anything is tried.
 */

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const MODULUS = ALPHABET.length;
const RANDOM_CHARACTERS = 31;
const GROUP = /.{4}/g;

/** Three is a primitive root modulo 31: no single slip and no exchange of neighbours leaves the sum as it was. */
const WEIGHT = 3;

/** Whatever a person or a paste puts between the groups: white space, invisible characters, hyphens and dashes. */
const BETWEEN_GROUPS = /[\s\p{Cf}\p{Pd}]+/gu;

export type RecoveryKeyReading =
  /** `recoveryKey`: 32 characters, capitals, nothing between them. */
  | { readonly outcome: 'read'; readonly recoveryKey: string }
  /** The length, a character or the check is wrong. */
  | { readonly outcome: 'slip' };

export function newRecoveryKey(randomBytes: RandomBytes): string {
  let key = '';
  while (key.length < RANDOM_CHARACTERS) {
    key += charactersFrom(drawBytes(randomBytes, RANDOM_CHARACTERS)).slice(0, RANDOM_CHARACTERS - key.length);
  }
  return key + checkCharacter(key);
}

/** Reads what was typed from the sheet: case, spaces and hyphens do not matter. */
export function parseRecoveryKey(text: string): RecoveryKeyReading {
  const recoveryKey = text.replace(BETWEEN_GROUPS, '').toUpperCase();
  const isWhole = recoveryKey.length === RANDOM_CHARACTERS + 1 && weightedSum(recoveryKey) === 0;
  return isWhole ? { outcome: 'read', recoveryKey } : { outcome: 'slip' };
}

/** Eight groups of four, as they stand on the sheet. */
export function formatRecoveryKey(recoveryKey: string): readonly string[] {
  return recoveryKey.match(GROUP) ?? [];
}

/** One character for each byte below the greatest multiple of 31: the others would favour some characters. */
function charactersFrom(bytes: Uint8Array): string {
  const fair = bytes.filter((byte) => byte < 256 - (256 % MODULUS));
  return Array.from(fair, (byte) => ALPHABET.charAt(byte % MODULUS)).join('');
}

/** The one character that brings the sum to zero. */
function checkCharacter(key: string): string {
  return ALPHABET.charAt((MODULUS - weightedSum(key + ALPHABET.charAt(0))) % MODULUS);
}

/** Horner's scheme over the characters' places in the alphabet, modulo 31; NaN when a character is not in it. */
function weightedSum(key: string): number {
  let sum = 0;
  for (const character of key) {
    const value = ALPHABET.indexOf(character);
    sum = value < 0 ? Number.NaN : (WEIGHT * sum + value) % MODULUS;
  }
  return sum;
}
