import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import type { ImportEntry } from '../entry.ts';
import { readDetails } from '../entry-details.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, scalarText, textField } from '../json.ts';
import { readLoginCode } from '../login-code.ts';
import { loginCategories, userNameDesignation } from './format.ts';

/** The export.data of a 1pux archive. Logins without a code are counted only. */
export function readOnePassword({ json }: FileContent): Backup | null {
  const accounts = listOf(json, 'accounts');
  if (!accounts.some((account) => isArray(field(account, 'vaults')))) {
    return null;
  }
  const items = accounts.flatMap((account) =>
    listOf(account, 'vaults').flatMap((vault) => {
      const name = textField(field(vault, 'attrs'), 'name');
      return listOf(vault, 'items').map((item) => ({ vault: name, item: field(item, 'item') ?? item }));
    }),
  );
  const read = items.map(({ vault, item }, index) => readItem(item, { where: `entry ${index + 1}`, vault }));
  return {
    ...ready('1Password', read.flat()),
    withoutCode: items.filter(
      ({ item }, index) => read[index]?.length === 0 && loginCategories.has(field(item, 'categoryUuid')),
    ).length,
  };
}

function readItem(
  item: unknown,
  { where, vault }: { readonly where: string; readonly vault: string },
): readonly ImportEntry[] {
  const details = field(item, 'details');
  const overview = field(item, 'overview');
  const userName = listOf(details, 'loginFields').find((one) => field(one, 'designation') === userNameDesignation);
  const tags = field(overview, 'tags');
  return listOf(details, 'sections')
    .flatMap((section) => listOf(section, 'fields'))
    .map((one) => textField(field(one, 'value'), 'totp').trim())
    .filter((code) => code !== '')
    .map((code) =>
      readLoginCode({
        where,
        name: textField(overview, 'title'),
        userName: textField(userName, 'value'),
        code,
        wasTrashed: field(item, 'trashed') === true,
        details: readDetails({
          tags: [vault, ...(isArray(tags) ? tags : [])],
          favourite: Number(scalarText(item, 'favIndex')) > 0,
        }),
      }),
    );
}

function listOf(value: unknown, name: string): readonly unknown[] {
  const list = field(value, name);
  return isArray(list) ? list : [];
}
