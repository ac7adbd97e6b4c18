/** @jsxImportSource hono/jsx */
import type { MailKind } from '../../mail/mails.ts';
import { createView } from '../view.ts';
import type { PageContext } from '../page.ts';
import { composeMail } from './compose-mail.ts';
import { mailToText } from './mail-to-text.ts';
import { documentToHtml } from '../document-to-html.ts';
import { MailDocument } from './mail-document.tsx';

/** A mail as data: what happened, to whom, from where. Texts in it may be hostile. Times are Unix seconds. */
export interface MailToRender {
  readonly kind: MailKind;
  /** How the reader is greeted. */
  readonly name: string;
  readonly userName: string;
  readonly at: number;
  readonly from: { readonly agent: string | null; readonly place: string | null; readonly address: string | null };
  /**
   * What the kind tells besides: `authenticator`, `device`, `admin`, `reason`, `reference`, `wrongCodes`, `left`, `from` (Unix
   * seconds: since when MFA is required) and `expiresAt` (Unix seconds: the end of the link). All may be missing.
   */
  readonly parameters: Readonly<Record<string, string | number | boolean | null>>;
  /** The link that does what the mail is for, under the issuer; null where the mail only tells. */
  readonly url: string | null;
  readonly notMeUrl: string | null;
}

export type MailContext = Omit<PageContext, 'nonce'>;

export interface RenderedMail {
  /** Words of ours only: nothing that a user wrote stands in a header. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Writes a mail as text and as HTML, from the same words. It holds no code and no secret: none can be handed over. */
export function renderMail(mail: MailToRender, context: MailContext): RenderedMail {
  const view = createView({ ...context, nonce: '' });
  const composed = composeMail(mail, view);
  return {
    subject: composed.subject,
    text: mailToText(composed, view),
    html: documentToHtml(<MailDocument mail={composed} view={view} />),
  };
}
