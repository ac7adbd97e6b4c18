import type { Lookalike } from './lookalikes.ts';

/** Every way a one-time password, a link or a paste can be refused. Closed: adding one is a change of contract. */
export type OtpErrorCode =
  | 'secret-missing'
  | 'secret-not-base32'
  /** Of Mobile-OTP, whose secrets are written in hexadecimal. */
  | 'secret-not-hex'
  | 'secret-too-short'
  | 'secret-too-long'
  /** Of Yandex: a character was typed wrong. */
  | 'bad-checksum'
  /** The codes are made with a PIN (Mobile-OTP, Yandex), and there is none. */
  | 'needs-pin'
  | 'bad-pin'
  | 'bad-digits'
  | 'bad-period'
  | 'bad-counter'
  | 'unsupported-algorithm'
  | 'unsupported-kind'
  | 'proprietary-push'
  | 'not-an-otp-code'
  | 'several-codes'
  | 'too-long'
  /** A `Secret` or a code generator was used after its wipe(): the program's mistake, never the user's. */
  | 'wiped';

/** What was given instead of a long code or a link, so that a face can say where the right one is found. */
export type RefusedAs = Lookalike | 'mail-encoding' | 'transfer-code' | 'web-address';

export interface OtpErrorDetails {
  /** Place of the offending character, 1-based, in code points as typed (inside a link: in the value of `parameter`). */
  readonly at?: number;
  /** The offending character itself. */
  readonly character?: string;
  /** What may have been meant instead of `character`. */
  readonly suggestions?: readonly string[];
  /** The parameter of the link that is to blame, in its own spelling: `secret`, `digits`, ... */
  readonly parameter?: string;
  readonly looksLike?: RefusedAs;
}

/**
 * The one error class of this package. `message` is an English sentence (or two) that says what came, where, and what
 * to do; it never holds a secret or a link.
 */
export class OtpError extends Error {
  readonly code: OtpErrorCode;
  declare readonly at?: number;
  declare readonly character?: string;
  declare readonly suggestions?: readonly string[];
  declare readonly parameter?: string;
  declare readonly looksLike?: RefusedAs;

  constructor(code: OtpErrorCode, message: string, details: OtpErrorDetails = {}) {
    super(message);
    this.name = 'OtpError';
    this.code = code;
    // Declared above and assigned only where given, so that an absent detail is absent and not undefined.
    if (details.at !== undefined) this.at = details.at;
    if (details.character !== undefined) this.character = details.character;
    if (details.suggestions !== undefined) this.suggestions = details.suggestions;
    if (details.parameter !== undefined) this.parameter = details.parameter;
    if (details.looksLike !== undefined) this.looksLike = details.looksLike;
  }
}

/** Something that was understood, but that the user had better know. */
export type OtpWarningCode =
  /** The long code has fewer than 16 characters: it works, but it may have been cut while copying. */
  | 'secret-short'
  /** The number of characters is none that base32 writes: a character may be missing. */
  | 'secret-odd-length'
  /** The name of the service or of the account was longer than 1,000 characters, and was cut. */
  | 'name-shortened'
  /** A counter link without a counter: it starts at 0. */
  | 'counter-assumed'
  /** "=3D" for "=": the link came out of a mail's source, and that was undone. */
  | 'mail-encoding-undone'
  /** A parameter contradicts the kind (Steam has five letters, 30 s and SHA-1, whatever the link says; Mobile-OTP and Yandex have shapes of their own). */
  | 'parameter-ignored'
  /** A parameter under a name that most programs pass over ("algo=SHA256"): it is read. */
  | 'parameter-misnamed'
  /** The text around a link or a key says something else of its codes than was read. */
  | 'text-contradicts'
  /** A plain link of Steam: it is read for Steam's codes, which have letters. */
  | 'steam-assumed';

export interface OtpWarning {
  readonly code: OtpWarningCode;
  /** An English sentence; never holds a secret or a link. */
  readonly message: string;
  readonly parameter?: string;
}
