import type { MfaRecord } from '@halfminute/mfa';
import type { Account } from '../accounts/account.ts';
import { goTo, showPage } from '../interactions/answer.ts';
import { formToken, isFormToken } from '../interactions/form-token.ts';
import { liveSession } from '../interactions/session.ts';
import type { LiveSession } from '../interactions/session.ts';
import type { Visit } from '../interactions/visit.ts';
import type { Form, MySecurityPage, SignedInUser } from '../pages/page.ts';
import { acrValues, classMeets, classOf } from '../provider/acr.ts';
import { signInAddress } from './client.ts';

/** A request of somebody who is signed in strongly enough for "My security". */
export interface OwnVisit extends Visit {
  readonly session: LiveSession;
  readonly account: Account;
  readonly record: MfaRecord;
  /** MFA is required of the account by now. */
  readonly mfaRequired: boolean;
}

export type Done = NonNullable<MySecurityPage['done']>;

export const startPath = '/my-security';

/** Runs `answer` for who is signed in, with a second factor where the account has one; everybody else is led to signing in and back. */
export async function asOwner(
  visit: Visit,
  answer: (own: OwnVisit) => Response | Promise<Response>,
): Promise<Response> {
  const { services, now } = visit;
  const session = await liveSession(visit);
  const account = session && (await services.accounts.byUserId(session.accountId));
  if (!session || !account || account.frozenAt !== null) {
    return toSignIn(visit, { wants: '', acr: null });
  }
  const record = await services.mfa.read(account.userId);
  const from = await services.accounts.mfaRequiredFrom(account);
  const mfaRequired = from !== null && from <= now;
  const needed = mfaRequired || record.authenticators.length > 0 ? 'mfa' : 'pwd';
  return classMeets(classOf(session.acr), needed)
    ? answer({ ...visit, session, account, record, mfaRequired })
    : toSignIn(visit, { wants: '', acr: null });
}

/** A first authenticator is set up on the way of a sign-in, which asks for the password and, by policy, for a link (rules E3, E4). */
export function toFirstEnrolment(visit: Visit): Response {
  return toSignIn(visit, { wants: 'added', acr: acrValues.mfa });
}

function toSignIn(visit: Visit, about: { readonly wants: Done | ''; readonly acr: string | null }): Response {
  // The digest of a verifier that nobody has: the code that comes back is of no use to anybody.
  const challenge = Buffer.from(visit.services.randomBytes(32)).toString('base64url');
  return goTo(visit, signInAddress(visit.services.config, { ...about, challenge }));
}

const doneWords: readonly Done[] = ['added', 'removed', 'renamed', 'codes-renewed', 'password-changed', 'forgotten'];

/** One of the sentences that the page has; null for everything else that an address may hold. */
export function readDone(text: string | undefined): Done | null {
  return doneWords.find((word) => word === text) ?? null;
}

export function backToStart(visit: Visit, done: Done): Response {
  return goTo(visit, `${startPath}?done=${done}`);
}

export function toStart(visit: Visit): Response {
  return goTo(visit, startPath);
}

/** Forms are bound to the session and to what they do. */
export async function ownForm({ services, session }: OwnVisit, action: string): Promise<Form> {
  return { action, csrf: await formToken(services, boundTo(session, action)) };
}

/** Runs `answer` where the form was made for this session and this act. */
export async function withOwnForm(visit: OwnVisit, answer: () => Response | Promise<Response>): Promise<Response> {
  const { services, session, fields, context } = visit;
  const { pathname, search } = new URL(context.req.url);
  const boundToThis = boundTo(session, `${pathname}${search}`);
  return (await isFormToken(services, { token: fields.get('csrf'), boundTo: boundToThis }))
    ? answer()
    : showPage(visit, { kind: 'bad-request', reason: 'form', backUrl: startPath }, { status: 403 });
}

function boundTo({ uid }: LiveSession, action: string): string {
  return `session\n${uid}\n${action}`;
}

export function signedInUser({ account }: OwnVisit): SignedInUser {
  return { name: account.name, userName: account.userName, signOutUrl: '/sign-out' };
}
