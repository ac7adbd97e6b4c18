/** One mail to one address, ready to be sent. */
export interface ReadyMail {
  /** Without angle brackets: the row's id, at the issuer's host. The same at each try, so that a receiver can tell a copy. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Unix seconds: when it is sent. */
  readonly at: number;
}

export type SendOutcome =
  | { readonly result: 'sent' }
  /** Another try is in vain: the server answered 5xx to the address itself. */
  | { readonly result: 'refused'; readonly reason: string }
  /** Not now, but perhaps later; other mails may pass. */
  | { readonly result: 'later'; readonly reason: string }
  /** Nobody answers there, or not as a mail server: no other mail will pass now, either. */
  | { readonly result: 'unreachable'; readonly reason: string };

/** How a mail leaves. Reasons hold codes only: what a server says may repeat what we wrote. */
export interface MailTransport {
  send(mail: ReadyMail): Promise<SendOutcome>;
  /** Whether a server answers there and lets us in. */
  check(): Promise<SendOutcome>;
  close(): void;
}
