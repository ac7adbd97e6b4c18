import { findLinks } from '@halfminute/otp';
import { decodeBase64, decodeHex } from '../bytes.ts';
import { EntryRefusal } from '../entry.ts';
import type { ImportEntry } from '../entry.ts';
import { isMigrationLink } from '../google/format.ts';
import { readMigrationLink } from '../google/read.ts';
import { scalarText } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { limits } from '../limits.ts';
import { columnsOf, isNameOfCode, isNameOfEntry, isNameOfPassword, plainName } from '../login-table/columns.ts';
import { codesOf, mayHoldLink, readCode, refuseEntry } from '../login-table/row.ts';
import type { PlacedRow } from '../login-table/row.ts';
import type { Stated } from '../login-table/stated.ts';
import type { Field, Place } from './found.ts';
import { statedNear } from './parameters.ts';
import { encodingInName, isNameOfSecret } from './secret-names.ts';

/** Without a label, so that two of them need not be one. */
const nameless = /^[a-z-]+:\/*[a-z]*\/*(?:\?|$)/i;

/** Every link in these texts, each once. Answers how many there are. */
export function takeLinks(fields: readonly Field[], place: Place, object?: JsonObject): number {
  const links = new Map(
    fields
      .filter(([, value]) => mayHoldLink(value))
      .flatMap(([field, value]) => {
        // "GitHub": "otpauth://..." is named by its field, where nothing else names it.
        const name = isFieldOfCode(field) ? '' : field;
        return findLinks(value, { most: limits.entries + 1 }).map(
          ({ link }) => [nameless.test(link) ? `${name} ${link}` : link, { link, name, field }] as const,
        );
      }),
  );
  const stated = object === undefined || links.size === 0 ? null : statedNear(object, place, []);
  for (const { link, name, field } of links.values()) {
    if (isNameOfCode(field)) {
      place.found.learn(field);
    }
    takeLink(link, name === '' ? place : { ...place, names: [...place.names, ['name', name]] }, stated);
  }
  return links.size;
}

function takeLink(link: string, place: Place, stated: Stated): void {
  const { found } = place;
  found.hasLinks = true;
  if (isMigrationLink(link)) {
    const transfer = readMigrationLink(link, found.nextPlace);
    found.add(...transfer.entries);
    found.parts.push(...transfer.parts);
  } else {
    found.add(readCode(rowAt([], place), link, { stated }));
  }
}

/** The fields of one object as a row of a table. Answers whether it holds a code. */
export function takeCode(object: JsonObject, own: readonly Field[], place: Place): boolean {
  if (!own.some(([name]) => isNameOfCode(name) || isNameOfSecret(name))) {
    return false;
  }
  const columns = columnsOf(own.map(([name]) => name));
  const [code = ''] = codesOf({ columns, cells: own.map(([, value]) => value) });
  const isSaid = columns.placesOf('code').length > 0;
  const isNamed = place.names.length > 0;
  // Six figures are what 1Password's command line says of now.
  if (
    code === '' ||
    /^\d{6,8}$/.test(code) ||
    !(isPlainCode(code) ? isSaid || isNamed : isSaid && isNamed && /\d/.test(code))
  ) {
    return false;
  }
  const name = own.find(([field, value]) => value.trim() === code && isNameOfCode(field))?.[0] ?? '';
  place.found.learn(name);
  place.found.add(readSecret({ object, own, name, code }, place));
  return true;
}

interface FoundSecret {
  readonly object: JsonObject;
  readonly own: readonly Field[];
  /** What its field is called. */
  readonly name: string;
  readonly code: string;
}

/** A secret in base32, unless the file says that it is written otherwise. */
export function readSecret({ object, own, name, code }: FoundSecret, place: Place): ImportEntry {
  const row = rowAt(own, place);
  const encoding = encodingOf(object, name);
  const labelled = own.filter(([field]) => !Object.hasOwn(object, field));
  const stated = statedNear(object, place, labelled);
  if (encoding === 'base32') {
    return readCode(row, code, { stated });
  }
  const bare = code.replaceAll(/[\s:-]/g, '');
  const secret = encoding === 'hex' ? decodeHex(bare) : encoding === 'base64' ? decodeBase64(code.trim()) : null;
  return secret === null
    ? refuseEntry(
        row,
        code,
        new EntryRefusal(
          'bad-entry',
          'The secret of this entry is written in a way that is not understood. Add the account by its long code.',
        ),
      )
    : readCode(row, code, { stated, secret });
}

const namesOfEncoding: ReadonlySet<string> = new Set([
  'encoding',
  'secretencoding',
  'secretformat',
  'keyencoding',
  'keyformat',
  'seedencoding',
  'seedformat',
  'format',
]);

function encodingOf(object: JsonObject, name: string): 'base32' | 'hex' | 'base64' | 'unknown' {
  for (const field of Object.keys(object)) {
    const plain = plainName(field);
    const text = plainName(scalarText(object, field));
    if (
      !namesOfEncoding.has(plain) ||
      text === '' ||
      /^(?:(?:rfc4648)?base32|rfc4648|b32|utf8|text|otpauth)$/.test(text)
    ) {
      continue;
    }
    if (/^(?:hex|hexadecimal|base16)$/.test(text)) {
      return 'hex';
    }
    if (/^(?:base64|b64)$/.test(text)) {
      return 'base64';
    }
    if (plain !== 'format') {
      return 'unknown';
    }
  }
  return encodingInName(name);
}

/** A text of its own beside links: a long code, or what nobody can read. */
export function takeBareCode(text: string, place: Place): void {
  const row = rowAt([], place);
  place.found.addDoubtful(
    isPlainCode(text)
      ? readCode(row, text, { stated: null })
      : refuseEntry(row, text, new EntryRefusal('not-an-otp-code', 'This is no link to a code, and no long code.')),
  );
}

/** {"GitHub": "JBSW Y3DP …", …}: an object that holds hardly anything else. */
export function takeNamedCodes(object: JsonObject, place: Place): void {
  const all = Object.entries(object);
  const codes = all.filter(([name, value]) => typeof value === 'string' && isPlainCode(value) && !isFieldOfCode(name));
  const isMostly =
    codes.length > 1 &&
    codes.length * 2 > all.length &&
    all.every(([name, value]) => !isFieldOfCode(name) && !isNameOfPassword(name) && typeof value !== 'object');
  if (codes.length === 0 || (codes.length < all.length && !isMostly)) {
    return;
  }
  const stated = statedNear(object, place, []);
  for (const [name, code] of all) {
    // {"secret": {"value": "JBSW…"}} is named by what is around it.
    const names = saysNoName.test(plainName(name)) ? place.names : [['name', name] as const];
    place.found.add(readCode(rowAt([], { ...place, names }), String(code), { stated }));
  }
}

const saysNoName = /^(?:value|data|content|text|plain|raw|base32|encoded|string)$/;

function isFieldOfCode(name: string): boolean {
  return name === '' || isNameOfCode(name) || isNameOfEntry(name);
}

/** Base32 as services show it, long enough, in one case and with figures or capitals: no word, and no sentence. */
function isPlainCode(text: string): boolean {
  const compact = text.replaceAll(/[\s-]/g, '');
  return (
    compact.length >= 16 &&
    /^(?:[A-Z2-7]+|[a-z2-7]+)=*$/.test(compact) &&
    (/[2-7]/.test(compact) || compact === compact.toUpperCase())
  );
}

/** Its own fields and the names around it, each once, as a row of a table. */
export function rowAt(own: readonly Field[], { names, found }: Place): PlacedRow {
  const fields = [...new Map([...own, ...names].map((one) => [one.join('\n'), one])).values()];
  return {
    columns: columnsOf(fields.map(([name]) => name)),
    cells: fields.map(([, value]) => value),
    program: '',
    where: found.nextPlace,
  };
}
