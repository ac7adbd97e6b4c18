import { findLinks, readPastedOrPinless } from '@halfminute/otp';
import { readNames } from './account-fields.ts';
import { withoutGuard } from './csv.ts';
import { readEntry } from './entry.ts';
import type { EntryNames, ImportEntry } from './entry.ts';
import type { EntryDetails } from './entry-details.ts';

interface LoginCode {
  readonly where: string;
  readonly name: string;
  readonly userName: string;
  /** A link, "steam://" and a long code, or the long code alone, blanks and all. */
  readonly code: string;
  readonly wasTrashed?: boolean;
  readonly details?: EntryDetails;
}

/** The code of one login of a password manager. A link brings its own names; what it lacks it gets from the login. */
export function readLoginCode({ where, name, userName, code, wasTrashed = false, details }: LoginCode): ImportEntry {
  const names = namesBeside(name, userName, code);
  return readEntry(where, names, () => {
    const { account, warnings } = readPastedOrPinless(code);
    return { account: { ...account, ...namesWithin(account, names) }, warnings, wasTrashed, ...details };
  });
}

/**
 * The names of a link that stands in an item with names of its own, as {@link namesBeside} gives them. One that names no service takes the
 * title of the item, unless that only says the same user again.
 */
export function namesWithin(ofLink: EntryNames, ofItem: EntryNames): EntryNames {
  const { issuer, accountName } = ofLink;
  if (issuer === '' && accountName === '') {
    return ofItem;
  }
  return {
    issuer: issuer === '' ? serviceIn(ofItem.issuer, accountName) : issuer,
    accountName: accountName === '' ? ofItem.accountName : accountName,
  };
}

/** The title without the user in it: "GitHub" of "GitHub" and of "GitHub:nora", nothing of "nora". */
function serviceIn(title: string, accountName: string): string {
  // A table may have taken a sign off the title that keeps a text from being a formula.
  if ([accountName, withoutGuard(accountName).trim()].some((name) => name.toLowerCase() === title.toLowerCase())) {
    return '';
  }
  return title.endsWith(`:${accountName}`) ? title.slice(0, -accountName.length - 1).trim() : title;
}

/** Some people call a login by its code: a name that holds a link or the code is none, lest it be shown. */
export function namesBeside(name: string, userName: string, code: string): EntryNames {
  const bare = bareText(code);
  const isSafe = (text: string): boolean =>
    findLinks(text, { most: 1 }).length === 0 &&
    !/otpauth|[?&;]secret=/i.test(text) &&
    (bare.length < leastCode || !bareText(text).includes(bare)) &&
    !secretsIn(code).some((secret) => bareText(text).includes(secret));
  return readNames(isSafe(name) ? name : '', isSafe(userName) ? userName : '');
}

/** A shorter text may be a word of any name. */
const leastCode = 8;

function secretsIn(code: string): readonly string[] {
  return [...code.slice(0, 4_000).matchAll(/secret=([^&#]{8,1000})/gi)].map(([, secret = '']) => bareText(secret));
}

function bareText(text: string): string {
  return text.replaceAll(/[\s=-]/g, '').toUpperCase();
}
