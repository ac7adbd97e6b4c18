/** What can be wrong with a file that should be a vault. Each has its own sentence on the screen. */
export type VaultFileProblem =
  /** The file has no bytes at all. */
  | 'empty'
  /** It does not begin as a vault does: somebody else's file. */
  | 'not-a-vault'
  /** Cut short, changed, or forged: the checksum, the authentication or the content is not as it must be. */
  | 'damaged'
  /** Written by a later version of the format; nothing is wrong with it. */
  | 'newer-version'
  /** It asks for an Argon2id cost outside the limits; refused before a byte of it is allocated. */
  | 'unsafe-parameters'
  /** Larger than any vault this program writes. */
  | 'too-large';

/** Why an edit of the document was refused. */
export type VaultEditProblem =
  /** `field` names what is too long. */
  | 'too-long'
  /** `field` names what has a value it must not have. */
  | 'bad-field'
  | 'no-such-account'
  | 'account-exists'
  /** Only what lies in the trash can be purged or put back. */
  | 'not-in-trash'
  /** The account has no counter, or its counter is 2^53 - 1 already. */
  | 'counter-exhausted'
  /** The change clock is at 2^53 - 1, where only a hostile writer can have put it. */
  | 'clock-exhausted';

export type VaultErrorCode =
  | VaultFileProblem
  | VaultEditProblem
  /** A master key was used after it was wiped: a mistake of the caller. */
  | 'wiped';

/** The one error class of this package. Messages never hold a secret, a name or a file's content. */
export class VaultError extends Error {
  readonly code: VaultErrorCode;
  /** The field at fault, with 'too-long' and 'bad-field'. */
  readonly field: string | undefined;

  constructor(
    code: VaultErrorCode,
    message: string,
    options: { readonly field?: string; readonly cause?: unknown } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'VaultError';
    this.code = code;
    this.field = options.field;
  }
}
