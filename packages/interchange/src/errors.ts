/** Why a whole file was refused. What is wrong with one entry stands in the entry. */
export type InterchangeErrorCode =
  /** No program that is known writes such a file. */
  | 'not-recognised'
  | 'too-large'
  | 'too-many-entries'
  /** The program is known, but the file is cut short or changed. */
  | 'damaged'
  /** The program is known, but this kind of its files cannot be read by anybody else, or not yet. */
  | 'unsupported-file'
  /** Its key derivation asks for more than any honest file does; refused before it is paid for. */
  | 'unsafe-parameters';

/** The one error class of this package. The message says what to do; it never holds a secret, a name or a file's content. */
export class InterchangeError extends Error {
  readonly code: InterchangeErrorCode;

  constructor(code: InterchangeErrorCode, message: string) {
    super(message);
    this.name = 'InterchangeError';
    this.code = code;
  }
}
