/** Every promise that can be broken here. Closed: adding one is a change of contract. What a user does wrong is an outcome, never an error. */
export type MfaErrorCode =
  /** `setting` names what is outside its bounds. */
  | 'bad-policy'
  /** An imported authenticator makes codes that this package does not check. */
  | 'bad-profile'
  /** The key that sealed a seed is not in the ring: nothing can be verified. */
  | 'key-missing'
  /** A key of the ring has not 32 bytes. */
  | 'bad-key'
  /** A sealed seed does not belong to this user and authenticator, or was changed. */
  | 'seed-damaged'
  /** The host's randomBytes answered another number of bytes. */
  | 'bad-randomness'
  /** The host's clock answered no time. */
  | 'bad-clock'
  /** The store answers `conflict` again and again while the record stays as it is. */
  | 'store-stuck';

/** The one error class of this package. Messages never hold a code, a seed, a cookie or a name. */
export class MfaError extends Error {
  readonly code: MfaErrorCode;
  /** The setting at fault, with 'bad-policy' and 'bad-profile'. */
  readonly setting: string | undefined;

  constructor(code: MfaErrorCode, message: string, options: { readonly setting?: string } = {}) {
    super(message);
    this.name = 'MfaError';
    this.code = code;
    this.setting = options.setting;
  }
}
