import { readLinkToken } from '../links/link-token.ts';
import type { Link } from '../links/links.ts';
import { showPage } from './answer.ts';
import { choosePassword, showChoosePassword } from './choose-password.ts';
import { enableAgain, showEnableAgain } from './enable-again-link.ts';
import { allowEnrolment, showEnrolmentLink } from './enrolment-link.ts';
import { hasLinkToken, linkPath, showDeadLink } from './link-visit.ts';
import type { LinkVisit } from './link-visit.ts';
import { freezeByLink, showFreezeByLink } from './not-me-link.ts';
import type { Visit } from './visit.ts';

interface LinkRules {
  readonly page: (visit: LinkVisit) => Promise<Response>;
  readonly act: (visit: LinkVisit) => Promise<Response>;
}

/** Opening a link shows a page; only that page's button acts, since mail programs open links unasked (rule S13). */
const kinds: Readonly<Record<Link['kind'], LinkRules>> = {
  invitation: { page: (visit) => showChoosePassword(visit), act: choosePassword },
  'password-reset': { page: (visit) => showChoosePassword(visit), act: choosePassword },
  'not-me': { page: showFreezeByLink, act: freezeByLink },
  enrol: { page: showEnrolmentLink, act: allowEnrolment },
  'enrol-ticket': { page: showEnrolmentLink, act: allowEnrolment },
  'enable-again': { page: showEnableAgain, act: enableAgain },
};

export function showLink(visit: Visit, written: string): Promise<Response> {
  return within(visit, written, (link) => kinds[link.link.kind].page(link));
}

export function actOnLink(visit: Visit, written: string): Promise<Response> {
  return within(visit, written, async (link) => {
    if (await hasLinkToken(link)) {
      return kinds[link.link.kind].act(link);
    }
    const backUrl = linkPath(link.token);
    return showPage(visit, { kind: 'bad-request', reason: 'form', backUrl }, { status: 403 });
  });
}

async function within(
  visit: Visit,
  written: string,
  answer: (link: LinkVisit) => Promise<Response>,
): Promise<Response> {
  const { services } = visit;
  const token = readLinkToken(written);
  const allowed = await services.limits.take('link', { address: visit.address, subject: null });
  if (!allowed.allowed) {
    const { retryAfterSeconds } = allowed;
    return showPage(visit, { kind: 'too-many', retryAfterSeconds }, { status: 429, retryAfterSeconds });
  }
  const found = await services.links.look(token);
  return found.state === 'good'
    ? answer({ ...visit, token, link: found.link })
    : showDeadLink(visit, found.state, null);
}
