import type { KeyRing } from '@halfminute/mfa';

/** The keys of the service, read from a file of mode 0600 outside the database. Several seal keys may be there; one seals. */
export interface Keys {
  readonly ring: KeyRing;
  /** Private JWKs that sign tokens; the first signs, the others stay published. */
  readonly signing: { readonly keys: readonly Readonly<Record<string, unknown>>[] };
  /** For signed cookies; the first signs. */
  readonly cookieSecrets: readonly string[];
  /** Mixed into password hashes, kept apart from them; the first is the present one. Empty where none is used. */
  readonly pepper: readonly Pepper[];
  /** The file says that it was made for development; production refuses it. */
  readonly development: boolean;
  /** Seals what must not stand in the database in clear (a link's token in the outbox, codes on show), bound to `about`. */
  seal(plain: Uint8Array<ArrayBuffer>, about: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Null when it was not sealed by us for this. */
  open(sealed: Uint8Array, about: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** A keyed digest for what must be comparable but not guessable, such as a form's token. Base64url, 256 bits. */
  mac(text: string): Promise<string>;
}

/** A secret that goes into password hashes with the password (the K of RFC 9106 section 3.1). */
export interface Pepper {
  /** At most eight ASCII characters; stands in the hash. */
  readonly id: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
