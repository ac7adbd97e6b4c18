import { namesOfLink, readPastedOrPinless } from '@halfminute/otp';
import { readNames, splitName } from '../account-fields.ts';
import { endOf, readAndroidPreferences } from '../android-preferences.ts';
import type { Preferences } from '../android-preferences.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { damagedEntry, readEntry } from '../entry.ts';
import type { EntryNames, ImportEntry } from '../entry.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, parseJson } from '../json.ts';
import { isToken, readToken } from './format.ts';

/** What FreeOTP 1 and FreeOTP+ keep (JSON inside an XML file), and what FreeOTP+ exports (JSON). */
export function readFreeOtp({ json, text }: FileContent): Backup | null {
  const tokens = field(json, 'tokens');
  if (isArray(tokens) && (isArray(field(json, 'tokenOrder')) || tokens.some(isKept))) {
    return ready(
      'FreeOTP+',
      tokens.map((token, index) => readToken(token, `entry ${index + 1}`)),
    );
  }
  const preferences = readAndroidPreferences(text);
  return preferences === null ? null : readPreferences(preferences);
}

/** Each token is a text of its own, and one more says their order: what stands there and nowhere else is missing. */
function readPreferences(preferences: Preferences): Backup | null {
  const { texts } = preferences;
  const tokens = texts.filter(({ name }) => name !== 'tokenOrder');
  const isFreeOtp = texts.some(({ name, text }) => name === 'tokenOrder' || isKept(parseJson(text)));
  const names = new Set(tokens.map(({ name }) => name));
  const missing = orderOf(preferences).filter((name) => !names.has(name));
  if (!isFreeOtp || tokens.length + missing.length === 0) {
    return null;
  }
  return ready('FreeOTP', [
    ...tokens.map(({ name, text, isWhole }, index) => {
      const token = parseJson(text);
      const where = `entry ${index + 1}`;
      if (isWhole && /^otpauth:\/\//i.test(text)) {
        return readLinkOfToken(text, where);
      }
      return isWhole && isToken(token) ? readToken(token, where) : damagedEntry(where, namesIn(name));
    }),
    ...missing.map((name, index) =>
      damagedEntry(
        `entry ${tokens.length + index + 1}`,
        namesIn(name),
        'This token is in the list of the file, and is missing in it. Copy the file again, or add the token by hand.',
      ),
    ),
    ...endOf(preferences),
  ]);
}

/** The first versions kept a token as its link, with the names that it was given in the program beside those that it came with. */
function readLinkOfToken(link: string, where: string): ImportEntry {
  return readEntry(where, namesOfLink(link), () => {
    const { account, warnings } = readPastedOrPinless(link);
    const given = (name: string): string | undefined =>
      account.unknownParameters.find(([key, value]) => key.toLowerCase() === name && value !== '')?.[1];
    const names = readNames(given('issueralt') ?? account.issuer, given('labelalt') ?? account.accountName);
    const unknownParameters = account.unknownParameters.filter(([key]) => !/^(?:issuer|label)alt$/i.test(key));
    return { account: { ...account, ...names, unknownParameters }, warnings, wasTrashed: false };
  });
}

function isKept(token: unknown): boolean {
  return isToken(token) && isArray(field(token, 'secret'));
}

function orderOf(preferences: Preferences): readonly string[] {
  const order = parseJson(preferences.get('tokenOrder') ?? '');
  return isArray(order) ? [...new Set(order.filter((name) => typeof name === 'string'))] : [];
}

/** FreeOTP calls a token by its issuer, a colon and its label. */
function namesIn(name: string | null): EntryNames {
  return splitName(name ?? '', ':');
}
