import { nameWithoutSecret } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import { readNames } from '../account-fields.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { damagedEntry } from '../entry.ts';
import type { ImportEntry } from '../entry.ts';
import { readDetails } from '../entry-details.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, isObject, textField } from '../json.ts';
import { readLoginCode } from '../login-code.ts';
import { codeFieldType, codeName, filler, loginType, trashedState } from './format.ts';

/** The data.json of an export of Proton Pass. Items without a code are counted only. */
export function readProtonPass({ json }: FileContent): Backup | null {
  const vaults = field(json, 'vaults');
  if (!isObject(vaults) || typeof field(json, 'version') !== 'string') {
    return null;
  }
  const entries: ImportEntry[] = [];
  let count = 0;
  let withoutCode = 0;
  for (const vault of Object.values(vaults)) {
    const items = field(vault, 'items');
    for (const item of isArray(items) ? items : []) {
      count += 1;
      const codes = readItem(item, { where: `entry ${count}`, vault: textField(vault, 'name') });
      entries.push(...codes);
      withoutCode += codes.length === 0 && field(field(item, 'data'), 'type') === loginType ? 1 : 0;
    }
  }
  return { ...ready('Proton Pass', entries), withoutCode };
}

function readItem(
  item: unknown,
  { where, vault }: { readonly where: string; readonly vault: string },
): readonly ImportEntry[] {
  const data = field(item, 'data');
  const content = field(data, 'content');
  const name = textField(field(data, 'metadata'), 'name');
  const userName = ['itemUsername', 'username', 'itemEmail'].map((one) => textField(content, one)).find(Boolean) ?? '';
  return codesIn(data).map(({ code, fieldName }) =>
    typeof code === 'string'
      ? withoutFiller(
          readLoginCode({
            where,
            name,
            userName,
            code,
            wasTrashed: field(item, 'state') === trashedState,
            details: readDetails({ tags: [vault], favourite: field(item, 'pinned') }),
          }),
          userName || fieldName,
        )
      : damagedEntry(where, { issuer: name, accountName: userName }),
  );
}

/** Proton Pass puts its own name into a link where its item has no user, also where the code is one of several that have names. */
function withoutFiller(entry: ImportEntry, better: string): ImportEntry {
  return entry.verdict === 'imported' && entry.account.accountName === filler && better !== ''
    ? { ...entry, account: { ...entry.account, accountName: shownName(better, entry.account) } }
    : entry;
}

/** Some people call a field by its code. */
function shownName(name: string, { secret }: OtpAccount): string {
  return nameWithoutSecret(readNames('', name).accountName, secret);
}

interface FoundCode {
  readonly code: unknown;
  /** What a person called the field that holds it. */
  readonly fieldName: string;
}

/** The code of a login, and those among the extra fields of any item and in the sections of one that a person laid out. */
function codesIn(value: unknown, outerName = ''): readonly FoundCode[] {
  if (isArray(value)) {
    return value.flatMap((one) => codesIn(one, outerName));
  }
  if (!isObject(value)) {
    return [];
  }
  const fieldName = textField(value, 'fieldName') || outerName;
  const inside = field(value, 'data');
  // A code that stands under no name of its own.
  const bare =
    field(value, 'type') === codeFieldType && (typeof inside === 'string' || textField(inside, 'totpUri') === '')
      ? [inside, field(inside, 'content'), field(inside, 'value'), field(value, 'value'), field(value, 'content')].find(
          (one) => typeof one === 'string',
        )
      : undefined;
  return [
    ...[field(value, codeName), bare].filter((code) => !isBlank(code)).map((code) => ({ code, fieldName })),
    ...Object.values(value).flatMap((one) => codesIn(one, fieldName)),
  ];
}

function isBlank(code: unknown): boolean {
  return code === undefined || code === null || (typeof code === 'string' && code.trim() === '');
}
