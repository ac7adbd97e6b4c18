import type { Link, LinkState } from '../links/links.ts';
import type { Form } from '../pages/page.ts';
import { showPage } from './answer.ts';
import { formToken, isFormToken } from './form-token.ts';
import type { Visit } from './visit.ts';

/** A request with a link that is good so far. */
export interface LinkVisit extends Visit {
  readonly token: string;
  readonly link: Link;
}

export async function linkForm({ services, token }: LinkVisit): Promise<Form> {
  return { action: linkPath(token), csrf: await formToken(services, boundTo(token)) };
}

export function hasLinkToken({ services, fields, token }: LinkVisit): Promise<boolean> {
  return isFormToken(services, { token: fields.get('csrf'), boundTo: boundTo(token) });
}

export function linkPath(token: string): string {
  return `/link/${encodeURIComponent(token)}`;
}

/** A link that does nothing says why, and whom to ask. */
export function showDeadLink(
  visit: Visit,
  state: Exclude<LinkState['state'], 'good'>,
  kind: Link['kind'] | null,
): Response {
  const what = kind === 'invitation' || kind === 'password-reset' ? kind : 'other';
  return showPage(visit, { kind: 'link-dead', state, what }, { status: state === 'unknown' ? 404 : 410 });
}

function boundTo(token: string): string {
  return `link\n${token}`;
}
