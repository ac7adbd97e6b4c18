import { nameToShow } from '@halfminute/otp';
import { readNames } from '../account-fields.ts';
import type { EntryNames } from '../entry.ts';

/** What says no more than that a code follows. */
const noName =
  /^(?:(?:my|your|the|mein|dein|ihr)\s)?(?:(?:totp|otp|2fa|mfa|backup|setup|manual|security|authenticator|secret|long|private|shared)[ -]?)*(?:secrets?|keys?|codes?|seeds?|tokens?|schl\u00fcssel|geheimnis)?(?:\sis|\sist)?$/i;

const mostWords = 6;

/** A field that names, "name: GitHub". */
const saidName = /^(?:name|title|issuer|service|site|account|label|titel|dienst)\s*[:=]\s*(\S.*)$/i;

/** The names in what stands beside a code: "GitHub: ada", "GitHub (ada)", "GitHub - ada", "- GitHub". */
export function namesOfLabel(label: string): EntryNames {
  const bare = withoutMarks(nameToShow(label.slice(0, 2_000))).replace(
    /\s(?:(?:totp|otp|2fa|mfa)\s?)?(?:secret|key|code|seed|token|secret key)$/i,
    '',
  );
  const said = saidName.exec(bare)?.[1];
  if (said !== undefined) {
    return namesOfLabel(said);
  }
  // More words are a sentence.
  if (!/[\p{L}\p{N}]/u.test(bare) || noName.test(bare) || bare.split(/\s+/).length > mostWords) {
    return { issuer: '', accountName: '' };
  }
  const [, issuer = '', inBrackets] = /^([^()]{1,500}) \(([^()]{1,500})\)$/.exec(bare) ?? [];
  if (inBrackets !== undefined) {
    return readNames(issuer, inBrackets);
  }
  const [first = '', ...others] = bare.split(isCells.test(bare) ? isCells : parts);
  const second = withoutMarks(others.join(' '));
  const isName = isCells.test(bare)
    ? others.length === 1 && surelyName.test(second) && !noName.test(second)
    : !noName.test(second);
  return readNames(withoutMarks(first), isName ? second : '');
}

/** What parts the cells of a table, and what parts issuer and account name elsewhere. */
const isCells = /\s*[,;|\t]\s*/;
const parts = /\s*[:=]\s*|\s+[-\u2013/]\s+/;

/** A cell of a table without a head may be a password. */
const surelyName = /^(?:[\p{L}\p{M}][\p{L}\p{M}. ]*|[^\s@]+@[^\s@]+\.[a-z]{2,})$/iu;

/** Whether a line is a field that names, "name: GitHub". */
export function saysName(line: string): boolean {
  return saidName.test(withoutMarks(line));
}

/** What a line says before its colon, to tell a field that comes again; '' where nothing stands behind it. */
export function labelOf(line: string): string {
  const label = /^([^:=]{1,60})[:=]\s*\S/.exec(withoutMarks(line))?.[1] ?? '';
  return label.trim().toLowerCase();
}

/** The names that the fields of a record give, "issuer: GitHub" and "account: ada". */
export function namesOfFields(fields: readonly string[]): EntryNames {
  const of = (label: RegExp): string | undefined =>
    fields
      .map(withoutMarks)
      .find((field) => label.test(field))
      ?.replace(/^[^:=]*[:=]\s*/, '');
  const account = of(/^account\b/i);
  const service = of(/^(?:issuer|service|site|dienst)\b/i) ?? of(/^(?:name|title|label|titel)\b/i);
  return service !== undefined && account !== undefined
    ? readNames(service, account)
    : namesOfLabel(service ?? account ?? '');
}

/** Whether a line may name what stands below it: not one that says something else of it, "url: …". */
export function isHeading(line: string): boolean {
  return !/[:=]\s*\S/.test(line) || saidName.test(withoutMarks(line));
}

/** Without bullets, numbers and quotes around it, and without what parts it from the code. */
function withoutMarks(text: string): string {
  const begun = text.replace(/^\s*(?:[-*\u2022#>|/;]+\s+|\d{1,4}[.)]\s+)?["'`([*_]*/, '');
  let end = begun.length;
  while (end > 0 && /[\s:=,;|"'`*_\]\u2013>-]/.test(begun.charAt(end - 1))) {
    end -= 1;
  }
  return begun.slice(0, end).replace(/^[\s:=,;|"'`\u2013-]+/, '');
}
