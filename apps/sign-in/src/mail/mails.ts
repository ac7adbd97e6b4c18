import type { Notice, NoticeKind, RequestContext } from '@halfminute/mfa';
import type { Transaction } from 'kysely';
import type { SignInSchema } from '../database/schema.ts';

/** Every mail that we send: the mfa package's notices and our own. */
export type MailKind =
  | NoticeKind
  | 'mfa-enabled'
  | 'reminder'
  | 'invitation'
  | 'password-reset'
  | 'password-changed'
  | 'enrol-link'
  | 'address-changed'
  | 'account-frozen'
  | 'account-frozen-admin'
  | 'account-unfrozen';

export interface OutgoingMail {
  readonly kind: MailKind;
  readonly userId: string;
  readonly at: number;
  readonly context: RequestContext;
  readonly parameters: Notice['parameters'];
  /** The token of the link in it; sealed by the outbox and deleted once sent. */
  readonly token?: string;
  /**
   * Besides all notification addresses of the account: the address just left (`address-changed`). A mail to the administrators
   * (`account-frozen-admin`, whose `userId` is the frozen account) goes to these, or where there are none to every
   * administrator's account and the support address; never to the account itself.
   */
  readonly alsoTo?: readonly string[];
}

/** Writes mails into the outbox, in the transaction of what they tell of. A worker sends them. */
export interface Mails {
  enqueue(transaction: Transaction<SignInSchema>, mail: OutgoingMail): Promise<void>;
}
