import type { Page } from '../pages/page.ts';
import type { Services } from '../services.ts';

/** What `/outbox` shows in development: the mails that would have gone out, newest first, as text. */
export async function outboxMails(_services: Services): Promise<Extract<Page, { readonly kind: 'outbox' }>['mails']> {
  return [];
}
