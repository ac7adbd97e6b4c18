import { readAndroidPreferences } from '../android-preferences.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, parseJson } from '../json.ts';
import { isToken, readToken } from './format.ts';

/** What FreeOTP 1 and FreeOTP+ keep (JSON inside an XML file), and what FreeOTP+ exports (JSON). */
export function readFreeOtp({ json, text }: FileContent): Backup | null {
  const tokens = field(json, 'tokens');
  if (isArray(tokens) && isArray(field(json, 'tokenOrder'))) {
    return ready(
      'FreeOTP+',
      tokens.map((token, index) => readToken(token, `entry ${index + 1}`)),
    );
  }
  const preferences = readAndroidPreferences(text);
  const kept = [...(preferences ?? [])]
    .filter(([name]) => name !== 'tokenOrder')
    .map(([, value]) => parseJson(value))
    .filter((token) => isToken(token) && isArray(field(token, 'secret')));
  return kept.length === 0
    ? null
    : ready(
        'FreeOTP',
        kept.map((token, index) => readToken(token, `entry ${index + 1}`)),
      );
}
