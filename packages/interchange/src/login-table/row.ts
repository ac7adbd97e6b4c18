import { findLinks } from '@halfminute/otp';
import { plainCode, withCompactKey } from '../bitwarden/code.ts';
import { readFields, readNames, splitName } from '../account-fields.ts';
import { withoutFormula, withoutGuard } from '../csv.ts';
import { EntryRefusal, readEntry } from '../entry.ts';
import type { EntryNames, ImportEntry } from '../entry.ts';
import { readDetails } from '../entry-details.ts';
import type { EntryDetails } from '../entry-details.ts';
import { attributes } from '../keepass/format.ts';
import { readCodes, withoutStandIns } from '../keepass/codes.ts';
import { readLoginCode } from '../login-code.ts';
import type { Columns, Role } from './columns.ts';
import { compareWithLink, kindOfWord, refusalOf, saysNoKind, withoutDigitsUnit, withoutSecondsUnit } from './stated.ts';
import type { Stated } from './stated.ts';

interface Row {
  readonly columns: Columns;
  readonly cells: readonly string[];
}

export interface PlacedRow extends Row {
  readonly program: string;
  readonly where: string;
}

/** The codes of a row, each with its verdict: mostly one or none. */
export function readRow(row: PlacedRow): readonly ImportEntry[] {
  const ofKeePass = readKeePassFields(row);
  if (ofKeePass.length > 0) {
    return ofKeePass;
  }
  return row.program === 'Bitwarden'
    ? codesOf(withCompactKeys(row)).map((code) => readCode(row, plainCode(code)))
    : codesOf(row).map((code) => readCode(row, code));
}

/** A row of Bitwarden whose codes are as they are looked for: a link ends at a blank, and Bitwarden's keys do not. */
function withCompactKeys(row: PlacedRow): PlacedRow {
  const places = row.columns.placesOf('code');
  return {
    ...row,
    cells: row.cells.map((cell, place) => (places.includes(place) ? withCompactKey(cell.trim()) : cell)),
  };
}

/** What KeePass and its plug-ins keep in fields of their own, of which each may be a column. */
function readKeePassFields(row: PlacedRow): readonly ImportEntry[] {
  if (row.columns.placesOf('keepass').length === 0) {
    return [];
  }
  const names = keePassFields.flatMap((name) => {
    const value = row.cells[row.columns.placeNamed(name) ?? row.cells.length]?.trim();
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  const { issuer, accountName } = namesOf(row, '');
  return readCodes(new Map([...names, [attributes.title, issuer], [attributes.userName, accountName]]), {
    where: row.where,
    ...placeOf(row),
  });
}

const secretFields = [
  'Secret',
  'Secret-Hex',
  'Secret-Base32',
  'Secret-Base64',
  'Length',
  'Period',
  'Algorithm',
  'Counter',
];
const keePassFields: readonly string[] = [
  ...[attributes.timeOtp, attributes.hmacOtp].flatMap((prefix) => secretFields.map((name) => prefix + name)),
  attributes.trayOtpSeed,
  attributes.trayOtpSettings,
];

interface HowToRead {
  /** What stands beside the code of how it is made; without it, what the columns of the row say. */
  readonly stated?: Stated;
  /** What the code is, where its text is no base32. */
  readonly secret?: Uint8Array;
}

/** A code that was found by {@link codesOf} or otherwise, with its verdict. */
export function readCode(
  row: PlacedRow,
  code: string,
  { stated = statedIn(row), secret }: HowToRead = {},
): ImportEntry {
  const { where } = row;
  const names = namesOf(row, code);
  const place = placeOf(row);
  const ofKeePass = readCodeOfKeePass(row, code, names);
  if (ofKeePass !== undefined) {
    return ofKeePass;
  }
  if (linksIn(code).length > 0 || (stated === null && secret === undefined)) {
    const entry = readLoginCode({ where, name: names.issuer, userName: names.accountName, code, ...place });
    return compareWithLink(row.program === 'KeePassXC' ? withoutStandIns(entry, names) : entry, stated);
  }
  const refusal = stated === null ? null : 'refusal' in stated ? stated.refusal : refusalOf(stated.fields);
  if (refusal !== null) {
    return refuseEntry(row, code, refusal);
  }
  const fields = stated !== null && 'fields' in stated ? stated.fields : { kind: '' };
  return readFields({ where, ...names, secret: secret ?? code, ...place, ...fields });
}

/** The verdict of an entry that is named by its row, and cannot be read. */
export function refuseEntry(row: PlacedRow, code: string, refusal: EntryRefusal): ImportEntry {
  return readEntry(row.where, namesOf(row, code), () => {
    throw refusal;
  });
}

/** As KeePass and its plug-ins write a code: "JBSW…;30;6", "key=…&step=30". */
function readCodeOfKeePass(row: PlacedRow, code: string, names: EntryNames): ImportEntry | undefined {
  const seed = /^([a-z2-7][a-z2-7 -]*=*);(\d{1,5}(?:;(?:\d{1,2}|s))?)$/i.exec(code);
  if (seed === null && !/(?:^|&)key=/i.test(code)) {
    return undefined;
  }
  const strings = new Map([
    [attributes.title, names.issuer],
    [attributes.userName, names.accountName],
    [attributes.otp, seed === null ? code : ''],
    [attributes.trayOtpSeed, seed?.[1] ?? ''],
    [attributes.trayOtpSettings, seed?.[2] ?? ''],
  ]);
  return readCodes(strings, { where: row.where, ...placeOf(row) })[0];
}

/** Whether a row without a code is worth counting: not one that is empty, nor a note or a card. */
export function isLoginRow({ columns, cells }: Row): boolean {
  return (
    cells.length > 1 &&
    // Nor the line below the head of a table in Markdown.
    cells.some((cell) => /[^\s:-]/.test(cell)) &&
    !otherThings.test(valueOf({ columns, cells }, 'kind'))
  );
}

/** Words and numbers for items that are no logins. Bitwarden's are numbers. */
const otherThings =
  /^(?:secure ?note|note|(?:credit ?)?card|creditcard|identity|alias|ssh-?key|passkey|bank ?account|address|[2-9])$/i;

/** What people write into a column where there is no code. */
const noCode =
  /^(?:[-:]+|n\/?a|none|null|yes|no|ja|nein|true|false|on|off|enabled|disabled|active|inactive|sms|[01])$/i;

/** Whether a text stands for none. */
export function isNoCode(text: string): boolean {
  return noCode.test(text);
}

/** What a row has for a code: a link, or several of them, or else a long code. */
export function codesOf(row: Row): readonly string[] {
  const { columns, cells } = row;
  const certain = valuesOf(row, 'code').filter((value) => !noCode.test(value));
  const links = certain.flatMap(linksIn);
  if (links.length > 0) {
    return [...new Set(links)];
  }
  if (cells.length > columns.count) {
    // Bitwarden Authenticator quotes nothing: a comma in a name moves its link, or its long code, one field on.
    const moved = [...cells.flatMap(linksIn), ...certain, ...movedCodes(row)];
    return moved.slice(0, 1);
  }
  if (certain.length > 0 || columns.placesOf('code').length > 0) {
    return certain.slice(0, 1);
  }
  const uncertain = valuesOf(row, 'maybe-code').filter((value) => !noCode.test(value));
  const uncertainLinks = uncertain.flatMap(linksIn);
  // An address is no code, though a column of addresses may hold links to codes.
  return uncertainLinks.length > 0
    ? [...new Set(uncertainLinks)]
    : uncertain.filter((value) => !/^[a-z]+:\/\/|\.[a-z]{2,}(?:\/|$)/i.test(value)).slice(0, 1);
}

/** Long codes as many fields behind the column for them as the row has too many. */
function movedCodes({ columns, cells }: Row): readonly string[] {
  return columns
    .placesOf('code')
    .map((place) => cells[place + cells.length - columns.count]?.trim() ?? '')
    .filter((value) => /^[a-z2-7]{16,1000}=*$/i.test(value));
}

/** More links than this no cell holds. */
const mostLinks = 100;

function linksIn(value: string): readonly string[] {
  return mayHoldLink(value) ? findLinks(value, { most: mostLinks }).map(({ link }) => link) : [];
}

/** Looked at before anything that costs more. */
export function mayHoldLink(value: string): boolean {
  return /otpauth|motp:|steam:/i.test(value);
}

/** A name is never the code itself, whatever column it stands in. */
function namesOf(row: Row, code: string): EntryNames {
  const bare = code.replaceAll(/[\s-]/g, '').toUpperCase();
  const named = (...roles: readonly Role[]): readonly string[] =>
    roles
      .flatMap((role) => valuesOf(row, role))
      .filter((value) => linksIn(value).length === 0 && value.replaceAll(/[\s-]/g, '').toUpperCase() !== bare);
  const [title = '', ...others] = named('issuer', 'title');
  // "name" and "issuer" often say the same.
  const [user = others.find((other) => other !== title) ?? ''] = named('user', 'account');
  if (title === '') {
    const [address = ''] = named('address');
    const [account = '', ...further] = named('account', 'user');
    const host = hostOf(address);
    return host === '' && further.length > 0 ? readNames(account, further[0]) : readNames(host, account);
  }
  const hasColumnForUser = (['user', 'account'] as const).some((role) => row.columns.placesOf(role).length > 0);
  const { issuer, accountName } =
    user === '' && !hasColumnForUser ? splitName(title, ':') : { issuer: title, accountName: user };
  return issuer === '' ? readNames(title, '') : readNames(issuer, accountName);
}

function hostOf(address: string): string {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:www\.)?([^/:?#\s]{1,200})/i.exec(address)?.[1] ?? '';
}

/** What stands in columns of its own beside a long code; null where the table has none. */
function statedIn(row: Row): Stated {
  const type = valueOf(row, 'kind');
  const kind = kindOfWord(type);
  // "count" stands over many things.
  const counter =
    kind === 'hotp' ? valueOf(row, 'counter') : (row.cells[row.columns.placeNamed('counter') ?? -1] ?? '');
  const roles = ['algorithm', 'digits', 'period'] as const;
  if (kind === undefined && counter === '' && roles.every((role) => valueOf(row, role) === '')) {
    return null;
  }
  if (kind === undefined && type !== '' && !saysNoKind.test(type)) {
    return {
      refusal: new EntryRefusal(
        'unsupported-kind',
        'What this row says of the kind of its codes is not understood. Add the account by hand.',
      ),
    };
  }
  return {
    fields: {
      kind: kind ?? '',
      algorithm: valueOf(row, 'algorithm'),
      digits: withoutDigitsUnit(valueOf(row, 'digits')),
      periodSeconds: withoutSecondsUnit(valueOf(row, 'period')),
      counter: counter.trim(),
    },
  };
}

function placeOf(row: PlacedRow): { readonly wasTrashed: boolean; readonly details: EntryDetails } {
  const group = valueOf(row, 'group');
  const favourite = /^(?:1|true|yes|favou?rite|ja)$/i.test(valueOf(row, 'favourite'));
  if (row.program !== 'KeePassXC') {
    // A category that says no more than that it is a login is no group.
    const tags = [
      /^logins?$/i.test(group) ? '' : group,
      ...valuesOf(row, 'tags').flatMap((value) => value.split(/[,;]/)),
    ];
    return { wasTrashed: false, details: readDetails({ tags, favourite }) };
  }
  // The first is the database itself.
  const groups = group.split('/').slice(1);
  // The bin has no mark in this file but the name that KeePassXC gives it in English.
  const wasTrashed = groups[0] === 'Recycle Bin';
  return { wasTrashed, details: readDetails({ tags: wasTrashed ? [] : [groups.join(' / ')] }) };
}

/** A name may begin with an apostrophe of its own; it is taken for a guard only beside a code that has one. */
const guardedCode = /^\s*(?:="|'[a-z2-7 ]{16,}'?\s*$)/i;
const writtenByPeople: ReadonlySet<Role> = new Set<Role>(['issuer', 'title', 'user', 'account', 'group', 'tags']);

/** What is not empty, the likeliest column first. */
function valuesOf({ columns, cells }: Row, role: Role): readonly string[] {
  const bare =
    writtenByPeople.has(role) && !cells.some((cell) => guardedCode.test(cell)) ? withoutFormula : withoutGuard;
  return columns
    .placesOf(role)
    .map((place) => bare((cells[place] ?? '').trim()))
    .filter((value) => value !== '');
}

function valueOf(row: Row, role: Role): string {
  return valuesOf(row, role)[0] ?? '';
}
