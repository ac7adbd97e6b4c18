import type { MailKind } from './mails.ts';

/** Every kind, and whether its mail ends with "This was not me": those that tell of something done in the user's name. */
const kinds: Readonly<Record<MailKind, { readonly notMe: boolean }>> = {
  'authenticator-added': { notMe: true },
  'authenticator-removed': { notMe: true },
  'mfa-reset': { notMe: true },
  'new-device': { notMe: true },
  'device-stolen': { notMe: true },
  'recovery-code-used': { notMe: true },
  'recovery-codes-renewed': { notMe: true },
  'password-known': { notMe: true },
  'code-replayed': { notMe: true },
  'factors-disabled': { notMe: true },
  'factors-enabled': { notMe: true },
  'password-changed': { notMe: true },
  'address-changed': { notMe: true },
  'mfa-enabled': { notMe: false },
  reminder: { notMe: false },
  invitation: { notMe: false },
  // Somebody typed a name into a public page: nothing was done yet, and nothing is to be undone.
  'password-reset': { notMe: false },
  'enrol-link': { notMe: false },
  'account-frozen': { notMe: false },
  'account-frozen-admin': { notMe: false },
  'account-unfrozen': { notMe: false },
};

// as: the keys of a literal record are exactly its type's
export const mailKinds: readonly MailKind[] = Object.keys(kinds) as MailKind[];

export function carriesNotMe(kind: MailKind): boolean {
  return kinds[kind].notMe;
}

/** Null for a kind of a later version. */
export function readKind(kind: string): MailKind | null {
  return Object.hasOwn(kinds, kind) ? (kind as MailKind) : null; // as: hasOwn has just said so
}
