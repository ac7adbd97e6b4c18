/** Who did it: the user, an administrator (by name) or the service itself. */
export type Actor =
  | { readonly kind: 'user' }
  | { readonly kind: 'admin'; readonly name: string }
  | { readonly kind: 'system' };

/** Where a request came from, for the audit log and the notices. Everything in it may be hostile text. */
export interface Source {
  /** The address of the connection, or of the client behind a configured proxy. */
  readonly address: string | null;
  readonly agent: string | null;
  readonly place: string | null;
}

/** What the call is for; a code that was accepted for one purpose is spent for every other. */
export type Purpose =
  | 'sign-in'
  | 'step-up'
  | 'enrol'
  | 'add'
  | 'remove'
  | 'renew-recovery-codes'
  | 'change-password'
  | 'api';

export interface RequestContext {
  readonly actor: Actor;
  readonly source: Source;
}

/** What happened, for the audit log. Holds no code, no seed and no cookie. */
export interface MfaEvent {
  readonly kind: MfaEventKind;
  readonly userId: string;
  /** Unix seconds. */
  readonly at: number;
  readonly context: RequestContext;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}

export type MfaEventKind =
  | 'code-accepted'
  | 'code-wrong'
  | 'code-replayed'
  | 'attempt-in-wait'
  | 'attempt-while-disabled'
  | 'factors-disabled'
  | 'factors-enabled'
  | 'enrolment-begun'
  | 'enrolment-expired'
  | 'authenticator-added'
  | 'authenticator-imported'
  | 'authenticator-renamed'
  | 'authenticator-removed'
  | 'posted-secret-ignored'
  | 'recovery-codes-issued'
  | 'recovery-codes-kept'
  | 'recovery-code-used'
  | 'recovery-codes-removed'
  | 'device-remembered'
  | 'device-used'
  | 'device-forgotten'
  | 'device-stolen'
  | 'mfa-reset'
  | 'clock-went-back'
  | 'clock-confirmed';

/** A message that the user is to get about an event; the store puts it into the outbox in the transaction of the event. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly userId: string;
  readonly at: number;
  readonly context: RequestContext;
  readonly parameters: Readonly<Record<string, string | number | boolean | null>>;
}

export type NoticeKind =
  | 'authenticator-added'
  | 'authenticator-removed'
  | 'mfa-reset'
  | 'new-device'
  | 'device-stolen'
  | 'recovery-code-used'
  | 'recovery-codes-renewed'
  | 'password-known'
  | 'code-replayed'
  | 'factors-disabled'
  | 'factors-enabled';
