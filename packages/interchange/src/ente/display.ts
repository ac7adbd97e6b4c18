import type { OtpAccount, PinlessAccount } from '@halfminute/otp';
import type { ImportedEntry } from '../entry.ts';
import { readDetails } from '../entry-details.ts';
import { field, isObject, parseJson, scalarText } from '../json.ts';
import { displayParameter } from './format.ts';

type Linked = Pick<OtpAccount | PinlessAccount, 'unknownParameters'>;

/** What a link of Ente Auth says of its bin, tags, note and pin. Ente Auth exports its bin with the rest. */
export function readDisplay({
  unknownParameters,
}: Linked): Omit<ImportedEntry, 'verdict' | 'where' | 'account' | 'warnings'> {
  return detailsOf(displayIn(unknownParameters.find(([name]) => name === displayParameter)?.[1]));
}

/** The same of the object itself. */
export function detailsOf(display: unknown): Omit<ImportedEntry, 'verdict' | 'where' | 'account' | 'warnings'> {
  return {
    wasTrashed: isTrue(display, 'trashed'),
    ...readDetails({
      tags: field(display, 'tags'),
      note: field(display, 'note'),
      favourite: isTrue(display, 'pinned'),
    }),
  };
}

/** Ente Auth encodes the commas of a link once more, which some have been through before. */
function displayIn(text = ''): unknown {
  return parseJson(text) ?? parseJson(text.replaceAll('%2C', ','));
}

/** Whether Ente Auth wrote a link. */
export function isOfEnte({ unknownParameters }: Linked): boolean {
  return unknownParameters.some(([name]) => name === displayParameter);
}

/** The vault keeps these by itself, and its owner may have changed them since. */
const keptByVault: ReadonlySet<string> = new Set(['trashed', 'tags', 'note', 'pinned']);

/** The account without what {@link readDisplay} reads: of the parameter only what else it says is left, such as a picture. */
export function withoutDisplay<Account extends Linked>(account: Account): Account {
  const unknownParameters = account.unknownParameters.flatMap((parameter) => {
    const [name, text] = parameter;
    const display = name === displayParameter ? displayIn(text) : undefined;
    if (!isObject(display)) {
      return [parameter];
    }
    const rest = Object.entries(display).filter(([key]) => !keptByVault.has(key));
    return rest.length === 0 ? [] : [[name, JSON.stringify(Object.fromEntries(rest))] as const];
  });
  return { ...account, unknownParameters };
}

/** Whether {@link withoutDisplay} takes anything away that says something. */
export function hasDisplay(account: Linked): boolean {
  const { wasTrashed, ...details } = readDisplay(account);
  return wasTrashed || Object.keys(details).length > 0;
}

/** Also "true" and 1, as other programs write it. */
function isTrue(display: unknown, name: string): boolean {
  return /^(?:true|1)$/i.test(scalarText(display, name).trim());
}
