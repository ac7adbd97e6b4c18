import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { damagedEntry } from '../entry.ts';
import type { ImportEntry } from '../entry.ts';
import { readDetails } from '../entry-details.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, isObject, textField } from '../json.ts';
import { readLoginCode } from '../login-code.ts';
import { codeFieldType, codeName, loginType, trashedState } from './format.ts';

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
  return codesIn(data).map((code) =>
    typeof code === 'string'
      ? readLoginCode({
          where,
          name,
          userName,
          code,
          wasTrashed: field(item, 'state') === trashedState,
          details: readDetails({ tags: [vault], favourite: field(item, 'pinned') }),
        })
      : damagedEntry(where, { issuer: name, accountName: userName }),
  );
}

/** The code of a login, and those among the extra fields of any item and in the sections of one that a person laid out. */
function codesIn(value: unknown): readonly unknown[] {
  if (isArray(value)) {
    return value.flatMap(codesIn);
  }
  if (!isObject(value)) {
    return [];
  }
  const inside = field(value, 'data');
  // A code that stands under no name of its own.
  const bare =
    field(value, 'type') === codeFieldType && (typeof inside === 'string' || textField(inside, 'totpUri') === '')
      ? [inside, field(inside, 'content'), field(inside, 'value'), field(value, 'value'), field(value, 'content')].find(
          (one) => typeof one === 'string',
        )
      : undefined;
  return [field(value, codeName), bare, ...Object.values(value).flatMap(codesIn)].filter((code) => !isBlank(code));
}

function isBlank(code: unknown): boolean {
  return code === undefined || code === null || (typeof code === 'string' && code.trim() === '');
}
