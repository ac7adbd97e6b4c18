import { outboxMails } from '../mail/outbox-mails.ts';
import { assets } from '../pages/assets.ts';
import { goTo, showPage } from './answer.ts';
import type { Visit } from './visit.ts';

/** For who comes without a client. */
export function showHome(visit: Visit): Response {
  const platformUrl = visit.services.config.platform.url;
  return showPage(visit, { kind: 'home', platformUrl, mySecurityUrl: '/my-security' });
}

export function showCookieHelp(visit: Visit): Response {
  return showPage(visit, { kind: 'cookie-help', backUrl: visit.services.config.platform.url });
}

/** The provider asks first, and tells the clients (OpenID Connect RP-Initiated Logout). */
export function toSignOut(visit: Visit): Response {
  return goTo(visit, new URL(visit.provider.urlFor('end_session')).pathname);
}

/** Styles and script; a name changes with what is in it, so that it may be kept for ever. */
export function answerAsset(visit: Visit, name: string): Response {
  const asset = assets.get(name);
  if (asset === undefined) {
    return showPage(visit, { kind: 'not-found' }, { status: 404 });
  }
  return visit.context.body(asset.body, 200, {
    'Content-Type': asset.type,
    'Cache-Control': 'public, max-age=31536000, immutable',
  });
}

/** What would have been mailed. In development only, and only for a browser on this computer: the mails hold links that open accounts. */
export async function showOutbox(visit: Visit): Promise<Response> {
  const { services, address } = visit;
  return services.config.mode === 'development' && isLoopback(address)
    ? showPage(visit, { kind: 'outbox', mails: await outboxMails(services) })
    : showPage(visit, { kind: 'not-found' }, { status: 404 });
}

function isLoopback(address: string | null): boolean {
  return address !== null && (/^127\.\d+\.\d+\.\d+$/.test(address) || address === '::1');
}
