import type { ImportEntry, ImportWarning } from './entry.ts';

/** The same entries, with a warning at each whose names hold what could not be read, or, where their text is guessed, may be other letters. */
export function doubtNames(
  entries: readonly ImportEntry[],
  { isTextGuessed }: { readonly isTextGuessed: boolean },
): readonly ImportEntry[] {
  return entries.map((entry) => {
    if (entry.verdict !== 'imported') {
      return entry;
    }
    const names = `${entry.account.issuer}${entry.account.accountName}`;
    const warning = names.includes('\ufffd')
      ? unreadable
      : isTextGuessed && /[^\p{ASCII}]/u.test(names)
        ? guessed
        : null;
    const isSaid = entry.warnings.some(({ code }) => code === warning?.code);
    return warning === null || isSaid ? entry : { ...entry, warnings: [...entry.warnings, warning] };
  });
}

const unreadable: ImportWarning = {
  code: 'name-unreadable',
  message:
    'A name of this account holds a character that could not be read. Its code is not touched; write the name anew.',
};

const guessed: ImportWarning = {
  code: 'name-guessed',
  message:
    'A name of this account stands in a file that is not written as UTF-8, and was read as older systems write: some letters may be wrong. Its code is not touched.',
};
