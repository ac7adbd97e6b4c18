export type AccountErrorCode = 'user-name-empty' | 'user-name-taken' | 'name-empty' | 'mail-malformed' | 'unknown-user';

/** An account that cannot be made or changed as asked. The message holds nothing that was typed. */
export class AccountError extends Error {
  readonly code: AccountErrorCode;

  constructor(code: AccountErrorCode) {
    super(sentences[code]);
    this.name = 'AccountError';
    this.code = code;
  }
}

const sentences: Readonly<Record<AccountErrorCode, string>> = {
  'user-name-empty': 'A user name needs at least one visible character.',
  'user-name-taken': 'Another account has this user name, perhaps in other letters of the same meaning.',
  'name-empty': 'A name needs at least one visible character.',
  'mail-malformed': 'A mail address needs something before and after one "@", and no blanks.',
  'unknown-user': 'There is no such account.',
};
