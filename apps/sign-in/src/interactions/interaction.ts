import type { Account } from '../accounts/account.ts';
import type { ClientConfig, Policy } from '../config/config.ts';
import type { Form } from '../pages/page.ts';
import { pickLanguage } from '../pages/strings/pick-language.ts';
import { requiredClass } from '../provider/acr.ts';
import type { AcrClass } from '../provider/acr.ts';
import { mayRemember } from '../provider/standing.ts';
import { giveCookie } from './answer.ts';
import { createAttempts } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import type { FactorStanding } from './factor-standing.ts';
import { formToken, isFormToken } from './form-token.ts';
import { freshState, readSignInState } from './sign-in-state.ts';
import type { SignInState, Stage } from './sign-in-state.ts';
import { stepUpAccount } from './step-up.ts';
import type { Visit } from './visit.ts';

export type Interaction = Awaited<ReturnType<Visit['provider']['interactionDetails']>>;

/** A request within one interaction of the provider: somebody's sign-in, on behalf of a client. */
export interface InteractionVisit extends Visit {
  readonly uid: string;
  readonly details: Interaction;
  readonly client: ClientConfig | null;
  /** Where this browser's sign-in stands; null until the password was right, and in every other browser. */
  readonly standing: Standing | null;
}

/** Whose sign-in it is, and how far it got. */
export interface Standing {
  readonly account: Account;
  readonly state: SignInState;
  /** The row; null where it is still to be written (a step-up begins with a session, not with an attempt). */
  readonly attempt: Attempt<SignInState> | null;
}

/** Throws `errors.SessionNotFound` where the interaction is over or belongs to another browser. */
export async function toInteractionVisit(visit: Visit): Promise<InteractionVisit> {
  const { incoming, outgoing } = visit.context.env;
  const details = await visit.provider.interactionDetails(incoming, outgoing);
  const { uid, params } = details;
  const uiLocales = params['ui_locales'];
  return {
    ...visit,
    uid,
    details,
    client: visit.services.config.clients.find(({ id }) => id === params['client_id']) ?? null,
    standing: (await ofAttempt(visit, uid)) ?? (await ofSession(visit, details)),
    language: pickLanguage({
      uiLocales: typeof uiLocales === 'string' ? uiLocales : null,
      acceptLanguage: incoming.headers['accept-language'],
    }),
  };
}

async function ofAttempt(visit: Visit, uid: string): Promise<Standing | null> {
  const secret = visit.cookies.get(visit.cookieNames.attempt(uid));
  const attempt = await attemptsOf(visit).find({ belongsTo: uid, secret });
  const account = attempt && (await visit.services.accounts.byUserId(attempt.userId));
  return account ? { account, attempt, state: stateNow(visit, attempt.state) } : null;
}

async function ofSession(visit: Visit, details: Interaction): Promise<Standing | null> {
  const account = await stepUpAccount(visit, details);
  return account && { account, attempt: null, state: { ...freshState, stage: 'code', stepUp: true } };
}

/**
 * A password holds for ten minutes on the page of a code (case C41): then it is asked for again, and nothing that is typed is looked at or counted.
 */
function stateNow({ now, services }: Visit, state: SignInState): SignInState {
  const { stage, passwordAt } = state;
  const ranOut = passwordAt !== null && now - passwordAt > services.config.policy.attemptSeconds;
  return stage === 'code' && ranOut ? { ...state, stage: 'password' } : state;
}

export function stageOf({ standing }: InteractionVisit): Stage {
  return standing?.state.stage ?? 'password';
}

export function attemptsOf({ services }: Visit) {
  return createAttempts(services, readSignInState);
}

/** A set-up page lives for its whole time though the password was given a while before it was first shown (rule E2). */
export function attemptSeconds(policy: Policy): number {
  return policy.mfa.enrolmentSeconds + policy.attemptSeconds;
}

/**
 * It goes when the attempt does: there is one for each sign-in, and a browser that is never closed would send them all, until its requests are
 * too long for the server or a proxy.
 */
export function giveAttemptCookie(
  visit: InteractionVisit,
  { secret, seconds }: { readonly secret: string; readonly seconds: number },
): void {
  giveCookie(visit, { name: visit.cookieNames.attempt(visit.uid), value: secret, maxAgeSeconds: seconds });
}

/** The client's request once more, as it came: a new interaction, with its whole time before it. */
export function requestAgain({ provider, details }: InteractionVisit): string {
  const parameters = Object.entries(details.params).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
  );
  return `${new URL(provider.urlFor('authorization')).pathname}?${new URLSearchParams(parameters).toString()}`;
}

/** Under the path that the provider's own cookie is bound to. */
export function pathOf({ uid }: Pick<InteractionVisit, 'uid'>, act = ''): string {
  return `/interaction/${uid}${act === '' ? '' : `/${act}`}`;
}

/** A form that posts to `act`; its token is bound to the interaction, and to the attempt once there is one. */
export async function formTo(visit: InteractionVisit, act: string): Promise<Form> {
  return { action: pathOf(visit, act), csrf: await formToken(visit.services, boundTo(visit, act)) };
}

export function hasFormToken(visit: InteractionVisit, act: string): Promise<boolean> {
  return isFormToken(visit.services, { token: visit.fields.get('csrf'), boundTo: boundTo(visit, act) });
}

/** The page with the password may be an old one, from before the attempt: whoever turned back to it signs in again. */
function boundTo({ uid, standing }: InteractionVisit, act: string): string {
  const attempt = act === 'password' ? null : standing?.attempt;
  return attempt ? `${uid}\n${attempt.id}` : uid;
}

/** What this client's request needs of this account. */
export async function neededClass(
  visit: InteractionVisit,
  account: Account,
  { enrolled }: Pick<FactorStanding, 'enrolled'>,
): Promise<AcrClass | 'unmeetable'> {
  const { services, details, now } = visit;
  const from = enrolled ? null : await services.accounts.mfaRequiredFrom(account);
  return requiredClass(details.params, {
    needsMfa: enrolled || (from !== null && from <= now),
    mayRemember: deviceCounts(visit, account),
  });
}

/** Whether a remembered device ever counts for this account at this client (rule D6). */
export function deviceCounts({ services, details }: InteractionVisit, { admin }: Account): boolean {
  return mayRemember(services.config, { clientId: String(details.params['client_id']), admin });
}
