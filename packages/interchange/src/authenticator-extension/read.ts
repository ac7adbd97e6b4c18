import { readFields, readNames } from '../account-fields.ts';
import { ready } from '../backup.ts';
import type { Backup, Unlocked, Unlocking } from '../backup.ts';
import { decodeHex } from '../bytes.ts';
import { decodeEncodedName } from '../encoded-name.ts';
import { EntryRefusal, readEntry } from '../entry.ts';
import type { EntryNames, ImportEntry } from '../entry.ts';
import { readDetails } from '../entry-details.ts';
import type { FileContent } from '../file-content.ts';
import { field, isObject, parseJson, textField } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { dataTypes, kindsByWord, saltedMark } from './format.ts';
import { passwordsOf } from './passwords.ts';
import { openSaltedText } from './sealed-text.ts';

const program = 'Authenticator (browser extension)';

/** An export of the browser extension Authenticator: entries by their ids, some or all of them encrypted. Its text is a list of links. */
export function readAuthenticatorExtension({ json }: FileContent): Backup | null {
  if (!isObject(json) || !Object.values(json).some(isEntry)) {
    return null;
  }
  // Beside entries stand keys and settings only: what is neither was an entry, whatever is left of it.
  const entries = Object.values(json).filter((one) => isEntry(one) || isDamaged(one));
  return entries.some(isSealed)
    ? { outcome: 'needs-password', program, unlock: (how) => unlock(json, entries, how) }
    : ready(program, entries.map(readOne));
}

function isEntry(entry: unknown): boolean {
  const type = field(entry, 'dataType');
  return (
    type === dataTypes.sealedEntry ||
    type === dataTypes.entry ||
    (type === undefined &&
      typeof field(entry, 'hash') === 'string' &&
      field(entry, 'secret') !== undefined &&
      (typeof field(entry, 'encrypted') === 'boolean' || fieldsOf(entry) > 2))
  );
}

function isDamaged(entry: unknown): boolean {
  return (
    entry === null ||
    (isObject(entry) &&
      (field(entry, 'dataType') ?? null) === null &&
      (field(entry, 'secret') !== undefined || fieldsOf(entry) > 1))
  );
}

function fieldsOf(entry: unknown): number {
  return ['account', 'issuer', 'type', 'index', 'counter', 'period', 'digits'].filter(
    (name) => field(entry, name) !== undefined,
  ).length;
}

function isSealed(entry: unknown): boolean {
  return (
    field(entry, 'dataType') === dataTypes.sealedEntry ||
    field(entry, 'encrypted') === true ||
    textField(entry, 'secret').startsWith(saltedMark)
  );
}

/** The wrong password opens nothing; an entry that stays shut while others open says so itself. */
async function unlock(json: JsonObject, entries: readonly unknown[], how: Unlocking): Promise<Unlocked> {
  const passwords = await passwordsOf(json, how);
  const opened = await Promise.all(
    entries.map(async (entry) => (isSealed(entry) ? openEntry(entry, passwords) : entry)),
  );
  const isAnyOpen = entries.some((entry, index) => isSealed(entry) && opened[index] !== null);
  return isAnyOpen
    ? ready(
        program,
        opened.map((entry, index) => (entry === null ? stillSealed(entries[index], index) : readOne(entry, index))),
      )
    : { outcome: 'wrong-password', mayBeDamaged: true };
}

async function openEntry(entry: unknown, passwords: readonly string[]): Promise<unknown> {
  const isWhole = field(entry, 'dataType') === dataTypes.sealedEntry;
  for (const password of passwords) {
    // oxlint-disable-next-line no-await-in-loop -- mostly there is one
    const text = await openSaltedText(textField(entry, isWhole ? 'data' : 'secret'), password);
    const json = isWhole && text !== null ? parseJson(text) : undefined;
    if (isObject(json)) {
      return json;
    }
    // A wrong key may leave something that is padded well.
    if (!isWhole && isObject(entry) && text !== null && /^[\w\s=-]{8,}$/.test(text)) {
      return { ...entry, secret: text };
    }
  }
  return null;
}

function stillSealed(entry: unknown, index: number): ImportEntry {
  const { issuer, accountName } = namesOf(entry);
  return readEntry(`entry ${index + 1}`, readNames(issuer, accountName), () => {
    throw new EntryRefusal(
      'encrypted-entry',
      'This entry is encrypted with another password. Export it again after setting one password for all.',
    );
  });
}

function readOne(entry: unknown, index: number): ImportEntry {
  const word = field(entry, 'type');
  // Secrets of Battle.net and Steam may say so themselves.
  const [, prefix = '', secret = ''] = /^(bli?z-|stm-)?([^]*)$/i.exec(textField(entry, 'secret')) ?? [];
  const isSteam = /^stm-/i.test(prefix);
  const isBattleNet = word === 'battle' || /^bli?z-/i.test(prefix);
  const bare = secret.replaceAll(/\s/g, '');
  const isHex = word === 'hex' || word === 'hhex' || (/^[0-9a-f]+$/i.test(bare) && !/^[a-z2-7]+=*$/i.test(bare));
  return readFields({
    where: `entry ${index + 1}`,
    kind: isSteam ? 'steam' : word === undefined ? undefined : (kindsByWord.get(word) ?? 'unknown'),
    ...namesOf(entry),
    secret: isHex ? (decodeHex(bare) ?? secret) : secret,
    algorithm: field(entry, 'algorithm'),
    digits: isBattleNet ? 8 : field(entry, 'digits'),
    periodSeconds: field(entry, 'period'),
    counter: field(entry, 'counter'),
    details: readDetails({ favourite: field(entry, 'pinned') }),
  });
}

/**
 * An issuer may be followed by the host on whose pages its codes are filled in: "GitHub::github.com". The second file of one page of exports has
 * the names of its list of links, encoded as those are.
 */
function namesOf(entry: unknown): EntryNames {
  const [issuer = ''] = decodeEncodedName(textField(entry, 'issuer')).split('::', 1);
  return { issuer, accountName: decodeEncodedName(textField(entry, 'account')) };
}
