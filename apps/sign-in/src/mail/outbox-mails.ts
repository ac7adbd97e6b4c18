import type { Page } from '../pages/page.ts';
import type { Services } from '../services.ts';
import { prepareMail } from './prepare-mail.ts';

const MOST_SHOWN = 50;

/** What `/outbox` shows in development: the mails that wait, newest first, as text, with links that work. */
export async function outboxMails(services: Services): Promise<Extract<Page, { readonly kind: 'outbox' }>['mails']> {
  const rows = await services.database.kysely
    .selectFrom('outbox')
    .selectAll()
    .where('sent_at', 'is', null)
    .orderBy('at', 'desc')
    .limit(MOST_SHOWN)
    .execute();
  const shown = [];
  for (const row of rows) {
    // oxlint-disable-next-line no-await-in-loop -- one connection
    const mail = await prepareMail(services, row);
    if (mail.result === 'ready') {
      shown.push({ id: row.id, at: row.at, to: mail.recipients.join(', '), subject: mail.subject, text: mail.text });
    }
  }
  return shown;
}
