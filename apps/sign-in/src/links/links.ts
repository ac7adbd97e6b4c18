import type { Transaction } from 'kysely';
import type { SignInSchema } from '../database/schema.ts';

/** What a link does; each opens a page, and only that page's POST acts and spends it. */
export type LinkKind =
  /** The first password; 7 days. */
  | 'invitation'
  /** A forgotten password; 15 minutes. */
  | 'password-reset'
  /** "This was not me"; freezes the account; 7 days. */
  | 'not-me'
  /** Lets a first enrolment begin, from the mail; 24 hours. */
  | 'enrol'
  /** The same, handed over by an administrator (never mailed); 24 hours. */
  | 'enrol-ticket'
  /** Switches one-time codes on again after the cap; handed over by an administrator; 24 hours. */
  | 'enable-again';

export interface Link {
  readonly id: string;
  readonly kind: LinkKind;
  readonly userId: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** What the link is about, such as the time of the event for 'not-me'. No secret. */
  readonly parameters: Readonly<Record<string, string | number | boolean | null>>;
}

export type LinkState =
  | { readonly state: 'good'; readonly link: Link }
  | { readonly state: 'spent' | 'expired' | 'unknown' };

type In = Transaction<SignInSchema>;

/** Single-use links. Only SHA-256 of the token is stored; 256 bits from the CSPRNG. */
export interface Links {
  create(
    transaction: In,
    link: { readonly kind: LinkKind; readonly userId: string; readonly parameters?: Link['parameters'] },
  ): Promise<{ readonly token: string; readonly link: Link }>;
  /** Looks, and changes nothing. */
  look(token: string): Promise<LinkState>;
  /** By a conditional UPDATE: of fifty at once, one gets it. */
  spend(transaction: In, token: string): Promise<LinkState>;
  /** Every unspent link of these kinds is dead from now on. */
  revoke(transaction: In, which: { readonly userId: string; readonly kinds: readonly LinkKind[] }): Promise<void>;
  /** Under the configured issuer, never under a Host header. */
  url(token: string): string;
}
