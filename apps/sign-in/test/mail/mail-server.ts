import { text } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived: what the envelope said, the parsed mail, and the text as it was on the wire. */
export interface ArrivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly mail: ParsedMail;
  readonly raw: string;
}

export interface MailServer {
  readonly url: string;
  readonly arrived: ArrivedMail[];
  /** What the server answers from now on, by recipient; null: it takes the mail. */
  answer: (address: string) => { readonly code: number; readonly message: string } | null;
  stop(): Promise<void>;
}

/** A real SMTP server on loopback. */
export async function startMailServer({ port = 0 }: { readonly port?: number } = {}): Promise<MailServer> {
  const arrived: ArrivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(address, _session, callback) {
      const answer = running.answer(address.address);
      callback(answer === null ? null : Object.assign(new Error(answer.message), { responseCode: answer.code }));
    },
    onData(stream, session, callback) {
      void (async () => {
        const raw = await text(stream);
        const { mailFrom, rcptTo } = session.envelope;
        arrived.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          mail: await simpleParser(raw),
          raw,
        });
        callback();
      })();
    },
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.server.address();
  const boundPort = typeof address === 'object' && address !== null ? address.port : port;
  const running: MailServer = {
    url: `smtp://127.0.0.1:${boundPort}`,
    arrived,
    answer: () => null,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return running;
}
