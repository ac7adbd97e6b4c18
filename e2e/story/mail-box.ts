import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail server on loopback, and everybody's mail box. */
export interface MailBox {
  /** For HALFMINUTE_SMTP_URL. */
  readonly url: string;
  /** The next mail with this subject, whether it came already or is still under way. */
  next(subject: string): Promise<ParsedMail>;
  close(): Promise<void>;
}

export async function openMailBox(): Promise<MailBox> {
  const arrived: ParsedMail[] = [];
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      simpleParser(stream).then(
        (mail) => {
          arrived.push(mail);
          waiting.forEach((look) => look());
          done();
        },
        (error: unknown) => done(error instanceof Error ? error : new Error('The mail could not be read.')),
      );
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // A server that listens on a port has an address of this form.
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    next: (subject) =>
      new Promise((resolve) => {
        const look = (): void => {
          const index = arrived.findIndex((mail) => mail.subject === subject);
          const [found] = index === -1 ? [] : arrived.splice(index, 1);
          if (found !== undefined) {
            waiting.delete(look);
            resolve(found);
          }
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}
