import { readFields, splitName } from '../account-fields.ts';
import { endOf, readAndroidPreferences } from '../android-preferences.ts';
import type { Preferences } from '../android-preferences.ts';
import { ready } from '../backup.ts';
import type { Backup, ReadyBackup, Unlocked, Unlocking } from '../backup.ts';
import { decodeBase64, decodeHex } from '../bytes.ts';
import { openCbc, pbkdf2, utf8 } from '../ciphers.ts';
import { damagedEntry, EntryRefusal, readEntry } from '../entry.ts';
import type { EntryNames, ImportEntry } from '../entry.ts';
import type { FileContent } from '../file-content.ts';
import { decodeText } from '../text-encoding.ts';
import { field, isArray, parseJson, textField } from '../json.ts';
import { limits, requireCost } from '../limits.ts';
import { ownKind, ownPreferenceName, preferenceName, usualIterations } from './format.ts';

const program = 'Authy';

/** The tokens that Authy keeps on an Android phone, each plain or encrypted with the backup password. */
export function readAuthy({ text, json }: FileContent): Backup | null {
  const preferences = readAndroidPreferences(text);
  const kept = preferences?.texts.filter(({ name }) => name === preferenceName || name === ownPreferenceName) ?? [];
  const lists = preferences === null ? [json] : kept.map((one) => (one.isWhole ? parseJson(one.text) : null));
  const tokens = lists.flatMap((list) => (isArray(list) ? list : []));
  const damaged = preferences === null ? [] : damageOf(lists, preferences);
  if (
    !tokens.some((token) => typeof field(token, 'accountType') === 'string' && field(token, 'digits') !== undefined)
  ) {
    return null;
  }
  const unlock = (how: Unlocking): Promise<Unlocked> => unlockTokens(tokens, how, damaged);
  const locked = tokens.filter(isLocked).length;
  if (locked === tokens.length) {
    return { outcome: 'needs-password', program, unlock };
  }
  const plain: ReadyBackup = ready(program, [
    ...tokens.map((token, index) => readToken(token, index, null)),
    ...damaged,
  ]);
  return locked === 0 ? plain : { ...plain, unlock };
}

/** Of two lists that Authy keeps beside each other, one may be damaged. */
function damageOf(lists: readonly unknown[], preferences: Preferences): readonly ImportEntry[] {
  const count = lists.filter((list) => !isArray(list)).length;
  const sentence =
    'One of the two lists of tokens in this file is damaged, and none of its tokens could be read. Copy the file again.';
  return [
    ...Array.from({ length: count }, () => damagedEntry('a list', { issuer: '', accountName: '' }, sentence)),
    ...endOf(preferences),
  ];
}

function isLocked(token: unknown): boolean {
  return (
    textField(token, 'encryptedSecret') !== '' &&
    textField(token, 'decryptedSecret') === '' &&
    textField(token, 'secretSeed') === ''
  );
}

async function unlockTokens(
  tokens: readonly unknown[],
  { password }: Unlocking,
  damaged: readonly ImportEntry[],
): Promise<Unlocked> {
  const secrets: (string | null)[] = [];
  requireCost(
    tokens.filter(isLocked).reduce<number>((sum, token) => sum + requireIterations(token), 0),
    { least: 0, most: limits.pbkdf2IterationsInAll },
  );
  for (const token of tokens) {
    // oxlint-disable-next-line no-await-in-loop -- one key derivation after the other
    secrets.push(isLocked(token) ? await openSecret(token, password) : null);
  }
  return tokens.some(isLocked) && secrets.every((secret) => secret === null)
    ? { outcome: 'wrong-password', mayBeDamaged: true }
    : ready(program, [...tokens.map((token, index) => readToken(token, index, secrets[index] ?? null)), ...damaged]);
}

function requireIterations(token: unknown): number {
  return requireCost(field(token, 'key_derivation_iterations') ?? usualIterations, { most: limits.pbkdf2Iterations });
}

/** The secret in base32; null where the password is not the one. AES-CBC cannot tell for sure, an alphabet nearly can. */
async function openSecret(token: unknown, password: string): Promise<string | null> {
  const sealed = decodeBase64(textField(token, 'encryptedSecret'));
  if (sealed === null) {
    return null;
  }
  const key = await pbkdf2({
    hash: 'SHA-1',
    password: utf8(password),
    salt: utf8(textField(token, 'salt')),
    iterations: requireIterations(token),
  });
  const iv = decodeHex(textField(token, 'unique_iv')) ?? new Uint8Array(16);
  const opened = await openCbc({ key, iv: iv.length === 16 ? iv : new Uint8Array(16), sealed });
  const text = opened === null ? null : decodeText(opened);
  return text !== null && text !== '' && !/[^a-z2-7=\s]/i.test(text) ? text : null;
}

function readToken(token: unknown, index: number, unlocked: string | null): ImportEntry {
  const where = `entry ${index + 1}`;
  const names = namesOf(token);
  const seed = textField(token, 'secretSeed');
  if (isLocked(token) && unlocked === null) {
    return readEntry(where, names, () => {
      throw new EntryRefusal(
        'encrypted-entry',
        'This entry is still encrypted. Enter the backup password of Authy, or unlock it in Authy first.',
      );
    });
  }
  return readFields({
    where,
    kind: 'totp',
    ...names,
    secret: seed === '' ? (unlocked ?? field(token, 'decryptedSecret')) : decodeHex(seed),
    digits: field(token, 'digits') ?? (seed === '' ? undefined : ownKind.digits),
    periodSeconds: seed === '' ? undefined : ownKind.periodSeconds,
  });
}

/** What Authy calls an account that it knows no service of. */
const anyType = /^(?:authenticator|authy|generic|other)?$/i;

/**
 * Authy shows the name, which its owner may have changed. Where the issuer has no field it stands before it, "Issuer:name", "Issuer: name" or
 * "Issuer - name", or is what Authy took the account for.
 */
function namesOf(token: unknown): EntryNames {
  const shown = textField(token, 'name').trim();
  const original = textField(token, 'originalName');
  const issuer = textField(token, 'originalIssuer');
  if (issuer !== '') {
    return { issuer, accountName: shown === '' || shown === issuer ? original : shown };
  }
  const name = original || shown;
  const split = name.includes(' - ') ? splitName(name, ' - ') : splitName(name, ':');
  const type = textField(token, 'accountType');
  if (split.issuer !== '') {
    return split;
  }
  return anyType.test(type) || textField(token, 'secretSeed') !== '' || type.toLowerCase() === name.toLowerCase()
    ? { issuer: name, accountName: '' }
    : { issuer: `${type.charAt(0).toUpperCase()}${type.slice(1)}`, accountName: name };
}
