import type { Page as BrowserPage } from 'playwright-core';
import type { MailKind } from '../../apps/sign-in/src/mail/mails.ts';
import type { Page, PageContext } from '../../apps/sign-in/src/pages/page.ts';
import type { MailToRender } from '../../apps/sign-in/src/pages/mail/render-mail.tsx';

/** A page, or a mail, in one state. A page that is not here does not exist. */
export interface PageState {
  /** Begins with `sign-in-`, since pictures of other galleries lie beside these. */
  readonly id: string;
  readonly title: string;
  /** The letter and number on the drawings. */
  readonly sheet?: string;
  readonly shows: { readonly page: Page } | { readonly mail: MailToRender };
  readonly context?: Partial<PageContext>;
  /** With real input, after the page was loaded. */
  readonly act?: (page: BrowserPage) => Promise<void>;
  /** As it comes out of the printer. */
  readonly isOnPaper?: boolean;
}

type Details = Omit<PageState, 'id' | 'title' | 'shows'>;

export function pageState(id: string, title: string, page: Page, details: Details = {}): PageState {
  return { id: `sign-in-${id}`, title, shows: { page }, ...details };
}

export function mailState(kind: MailKind, mail: Omit<MailToRender, 'kind'>, details: Details = {}): PageState {
  return { id: `sign-in-mail-${kind}`, title: `Mail: ${kind}`, shows: { mail: { kind, ...mail } }, ...details };
}
