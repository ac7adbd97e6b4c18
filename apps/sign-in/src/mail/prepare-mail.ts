import type { Selectable } from 'kysely';
import { plainLine } from '../accounts/plain-text.ts';
import type { SignInSchema } from '../database/schema.ts';
import { renderMail } from '../pages/mail/render-mail.tsx';
import { pickLanguage } from '../pages/strings/pick-language.ts';
import type { Services } from '../services.ts';
import { carriesNotMe, readKind } from './mail-kinds.ts';
import type { MailKind } from './mails.ts';
import { readContent } from './outbox-row.ts';
import type { RowContent } from './outbox-row.ts';
import { recipientsOf } from './recipients.ts';
import { noTokens, openTokens, sealTokens } from './sealed-tokens.ts';
import type { LinkTokens } from './sealed-tokens.ts';

export type OutboxRow = Selectable<SignInSchema['outbox']>;

export type Preparation =
  | {
      readonly result: 'ready';
      readonly content: RowContent;
      readonly recipients: readonly string[];
      readonly subject: string;
      readonly text: string;
      readonly html: string;
    }
  /** Sending it would help nobody: its link is dead, or there is nobody to send it to. */
  | { readonly result: 'pointless'; readonly reason: string }
  /** Something is missing that may come back, such as a key. */
  | { readonly result: 'later'; readonly reason: string };

/** Makes a row of the outbox into a mail. The link of "This was not me" is made at the first try and kept, sealed, for the next. */
export async function prepareMail(services: Services, row: OutboxRow): Promise<Preparation> {
  const kind = readKind(row.kind);
  if (kind === null) {
    return { result: 'later', reason: 'of a kind that this version does not know' };
  }
  const content = readContent(row.parameters);
  const account = await services.accounts.byUserId(row.user_id);
  const recipients = await recipientsOf(services, { kind, account, alsoTo: content.alsoTo });
  if (account === null || recipients.length === 0) {
    return { result: 'pointless', reason: 'nobody to send it to' };
  }
  const stored = row.sealed_token === null ? noTokens : await openTokens(services.keys, row.id, row.sealed_token);
  if (stored === null) {
    return { result: 'later', reason: 'its link is sealed with a key that is not here' };
  }
  const link = stored.link === null ? null : await services.links.look(stored.link);
  if (link !== null && link.state !== 'good') {
    return { result: 'pointless', reason: 'its link has been used or is too old' };
  }
  const tokens =
    carriesNotMe(kind) && stored.notMe === null ? await mintNotMe(services, { row, kind, stored }) : stored;
  const { subject, text, html } = renderMail(
    {
      kind,
      // What administrators read is about the user, and not to them.
      name: kind === 'account-frozen-admin' ? '' : account.name,
      userName: account.userName,
      at: row.at,
      from: content.context.source,
      parameters: {
        ...byAdministrator(content),
        ...(link !== null && { expiresAt: link.link.expiresAt }),
        ...content.parameters,
      },
      url: tokens.link === null ? null : services.links.url(tokens.link),
      notMeUrl: tokens.notMe === null ? null : services.links.url(tokens.notMe),
    },
    {
      language: pickLanguage({ uiLocales: account.language, acceptLanguage: null }),
      platform: services.config.platform,
      support: services.config.support,
      now: services.clock(),
      origin: services.config.issuer,
    },
  );
  // A line end in a subject would begin the next header; whatever wrote it, none leaves here.
  return { result: 'ready', content, recipients, subject: plainLine(subject), text, html };
}

/** Who did it, where it was not the user: the mails say so. */
function byAdministrator({ context }: RowContent): RowContent['parameters'] {
  return context.actor.kind === 'admin' ? { admin: context.actor.name } : {};
}

async function mintNotMe(
  services: Services,
  { row, kind, stored }: { readonly row: OutboxRow; readonly kind: MailKind; readonly stored: LinkTokens },
): Promise<LinkTokens> {
  return services.database.transaction(async (transaction) => {
    const { token } = await services.links.create(transaction, {
      kind: 'not-me',
      userId: row.user_id,
      parameters: { at: row.at, kind },
    });
    const tokens: LinkTokens = { ...stored, notMe: token };
    await transaction
      .updateTable('outbox')
      .set({ sealed_token: await sealTokens(services.keys, row.id, tokens) })
      .where('id', '=', row.id)
      // One that was sent meanwhile keeps no token.
      .where('sent_at', 'is', null)
      .execute();
    return tokens;
  });
}
