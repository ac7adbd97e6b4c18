/** What a password must be, by what it opens alone (SP 800-63B-4 section 3.1.1.2). */
export type PasswordRefusal =
  | { readonly reason: 'too-short'; readonly least: number; readonly got: number }
  | { readonly reason: 'too-long'; readonly most: number }
  /** In the list of those that attackers try first. */
  | { readonly reason: 'common' }
  /** Holds, or is little more than, the user's or the platform's name. */
  | { readonly reason: 'context'; readonly word: string };

/** Thrown when the queue of the hashing pool is full: the caller answers 503 with Retry-After. */
export class HashingBusyError extends Error {
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super('Too many sign-ins at once; the queue of the password hashing pool is full.');
    this.name = 'HashingBusyError';
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Passwords, hashed in a pool of threads with a bounded queue (Argon2id, OWASP's numbers at least). */
export interface Passwords {
  /** Null when it may be used. `alone` says that it will sometimes open the account without a second factor. */
  check(
    password: string,
    about: { readonly alone: boolean; readonly words: readonly string[] },
  ): PasswordRefusal | null;
  /** NFC, in code points. */
  length(password: string): number;
  /** PHC string of Argon2id at the present cost, with the pepper's key id where there is one. Throws HashingBusyError. */
  hash(password: string): Promise<string>;
  /**
   * Against a hash of ours or an imported one (bcrypt, Argon2, scrypt, PBKDF2). With null it takes the time of a real one
   * and answers false, so that an unknown user is not told apart. `outdated`: hash it again. Throws HashingBusyError.
   */
  verify(password: string, hash: string | null): Promise<{ readonly right: boolean; readonly outdated: boolean }>;
  /** The slow hash of recovery codes, in the same pool. */
  slowHash(code: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}
