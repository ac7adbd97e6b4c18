/** One mail to one address, ready to be sent. */
export interface ReadyMail {
  /** Without angle brackets: the row's id, at the issuer's host. The same at each try, so that receivers can tell a copy. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Unix seconds: the time of what it tells of. */
  readonly at: number;
}

/** How a mail leaves. */
export interface MailTransport {
  /** Throws MailRefusedError where another try is in vain, and any other error where it may work later. */
  send(mail: ReadyMail): Promise<void>;
  close(): void;
}

/** The server will not take a mail for this address, whenever it is asked (a reply of 5xx to the address itself). */
export class MailRefusedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MailRefusedError';
  }
}
