import { createTransport } from 'nodemailer';
import type { MailTransport, SendOutcome } from './transport.ts';

export interface SmtpAccess {
  /** `smtps://user:password@host:465`, or `smtp://…:587`, which is then raised to TLS. */
  readonly url: string;
  /** `"Cases" <no-reply@hartwell.example>`. */
  readonly from: string;
}

/** Mails by SMTP. Beyond loopback they leave by TLS only, since a link in them opens an account. */
export function createSmtpTransport({ url, from }: SmtpAccess): MailTransport {
  const transporter = createTransport(
    {
      pool: true,
      maxConnections: 4,
      requireTLS: !isLoopback(url),
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
      // What the address itself says comes last, and so wins.
      url,
    },
    { from, disableFileAccess: true, disableUrlAccess: true },
  );
  return {
    async send({ messageId, to, subject, text, html, at }) {
      try {
        await transporter.sendMail({
          // As an object: a text would be parsed, and could hold several.
          to: { name: '', address: to },
          envelope: { from: senderAddress(from), to: [to] },
          messageId: `<${messageId}>`,
          subject,
          text,
          html,
          date: new Date(at * 1000),
          // RFC 3834 section 5: no holiday reply, please.
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { result: 'sent' };
      } catch (error) {
        return readFailure(error);
      }
    },
    async check() {
      try {
        await transporter.verify();
        return { result: 'sent' };
      } catch (error) {
        return readFailure(error);
      }
    },
    close: () => transporter.close(),
  };
}

/** The address of `"Name" <address>`; what goes into MAIL FROM. */
function senderAddress(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
}

function isLoopback(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? '';
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** nodemailer's codes for everything up to and including the sign-in at the mail server. */
const unreachable = new Set([
  'ECONNECTION',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ESOCKET',
  'EDNS',
  'ETLS',
  'EREQUIRETLS',
  'EPROTOCOL',
  'EAUTH',
  'ENOAUTH',
  'EOAUTH2',
  'EPROXY',
  'ECONFIG',
]);

function readFailure(error: unknown): SendOutcome {
  const code = property(error, 'code');
  const responseCode = property(error, 'responseCode');
  const command = property(error, 'command');
  const reason = [code, command, responseCode].filter((part) => part !== undefined).join(' ') || 'no reason given';
  if (typeof code === 'string' && unreachable.has(code)) {
    return { result: 'unreachable', reason };
  }
  // RFC 5321 section 4.2.1: 5yz is for good, 4yz is for now. Only where it is about the address: a full disk there is no fault of hers.
  const isRefused = command === 'RCPT TO' && typeof responseCode === 'number' && responseCode >= 500;
  return { result: isRefused ? 'refused' : 'later', reason };
}

function property(error: unknown, name: 'code' | 'command' | 'responseCode'): string | number | undefined {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
