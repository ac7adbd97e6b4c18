import { errors, interactionPolicy } from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Services } from '../services.ts';
import { answeredAcr, classMeets, classOf, requiredClass } from './acr.ts';
import { requiredNow } from './find-account.ts';
import { ensureGrant } from './grants.ts';
import { isWholeLogin } from './login-result.ts';
import type { Standing } from './standing.ts';

const { Check, Prompt, base } = interactionPolicy;

/**
 * When somebody is asked to sign in, and for what. `prompt.reasons` of an interaction names the checks that failed; `prompt.details.whole` says
 * whether password and second factor are wanted, or (on a live session) one more second factor only.
 */
export function createInteractionPolicy(services: Services): interactionPolicy.DefaultPolicy {
  const policy = base();
  const login = policy.get('login');
  if (login === undefined) {
    throw new TypeError('The library has no prompt named "login".');
  }
  // The library's own know neither an order of classes nor aliases, do not look at acr_values, and ask again and again.
  login.checks.remove('essential_acr');
  login.checks.remove('essential_acrs');
  for (const check of [accountUsable(), sessionNotOver(services), strongEnough(services), whoWasAskedFor()]) {
    login.checks.add(check);
  }
  const detailsOfLibrary = login.details;
  login.details = async (context) => ({ ...(await detailsOfLibrary(context)), whole: wantsWholeLogin(context) });

  policy.remove('consent');
  policy.add(consent());
  return policy;
}

/** The session's account is gone, frozen or switched off since. */
function accountUsable() {
  return new Check('account_unusable', 'the account of the session may not be used', 'login_required', ({ oidc }) => {
    if (oidc.session?.accountId === undefined || oidc.account !== undefined) {
      return false;
    }
    if (oidc.result?.login !== undefined) {
      throw new errors.AccessDenied('the account may not be used');
    }
    return true;
  });
}

/** Twenty-four hours (by default) after the whole sign-in a session is over, however much it was used. */
function sessionNotOver({ config, clock }: Services) {
  return new Check('session_over', 'the session has lasted its longest time', 'login_required', ({ oidc }) => {
    const { session, result } = oidc;
    if (session?.accountId === undefined) {
      return false;
    }
    if (isWholeLogin(result)) {
      // The library keeps this number over every use of the session and every change of its id.
      session.iat = session.loginTs ?? Math.floor(clock());
      return false;
    }
    if (session.iat === undefined || session.iat + config.policy.sessionSeconds > clock()) {
      return false;
    }
    if (result?.login !== undefined) {
      throw new errors.LoginRequired('the session has lasted its longest time and a step-up does not prolong it');
    }
    return true;
  });
}

/** `acr_values`, the claim `acr` and the account's own need, whichever is strongest. Whoever comes back too weak is not asked again. */
function strongEnough(services: Services) {
  return new Check(
    'class_unmet',
    'the sign-in is weaker than what is required',
    'unmet_authentication_requirements',
    async ({ oidc }) => {
      const asked = askedOf(oidc.params);
      if (requiredClass(asked, { needsMfa: false, mayRemember: true }) === 'unmeetable') {
        throw new errors.UnmetAuthenticationRequirements('none of the requested classes can be reached here');
      }
      const { session, account, result } = oidc;
      if (session?.accountId === undefined || account === undefined) {
        return false;
      }
      const have = classOf(session.acr);
      const required = await requiredNow(services, {
        // Put there by our findAccount.
        standing: account['standing'] as Standing,
        have,
        clientId: oidc.client?.clientId ?? '',
        asked,
      });
      if (required !== 'unmeetable' && classMeets(have, required)) {
        answerAs(oidc, answeredAcr(oidc.acr, asked));
        return false;
      }
      if (result?.login !== undefined) {
        throw new errors.UnmetAuthenticationRequirements('the sign-in is weaker than what is required');
      }
      return true;
    },
  );
}

/**
 * Whoever came back as another than the client asked for (by an ID token, or by the claim `sub`) is not asked again and again: the client is told.
 * Asking for the first time is the library's own checks' matter.
 */
function whoWasAskedFor() {
  return new Check(
    'another_account',
    'somebody else than who was asked for signed in',
    'login_required',
    ({ oidc }) => {
      const wanted = subjectsAskedFor(oidc);
      if (oidc.result?.login !== undefined && wanted.some((subject) => subject !== oidc.session?.accountId)) {
        throw new errors.LoginRequired('somebody else than who was asked for signed in');
      }
      return false;
    },
  );
}

function subjectsAskedFor({ entities, claims }: KoaContextWithOIDC['oidc']): readonly unknown[] {
  const hinted = entities.IdTokenHint?.payload.sub;
  const claimed = claims.id_token?.['sub']?.value;
  return [hinted, claimed].filter((subject) => subject !== undefined);
}

/** What the code of this request will say; the session keeps its own value. */
function answerAs(oidc: KoaContextWithOIDC['oidc'], acr: string): void {
  if (acr !== oidc.acr) {
    Object.defineProperty(oidc, 'acr', { value: acr, configurable: true });
  }
}

/**
 * First parties ask nobody for consent: the check of this prompt writes the grant, and never fails. It comes after every check of "login",
 * so that no grant is written before. `prompt=consent` stays allowed, since OpenID Connect Core section 11 wants it with `offline_access`.
 */
function consent() {
  const prompt = new Prompt(
    { name: 'consent', requestable: true },
    new Check('grant', 'the grant is written', async (context) => {
      await ensureGrant(context);
      return false;
    }),
  );
  prompt.checks.remove('consent_prompt');
  return prompt;
}

/** The library turns `max_age=0` into `prompt=login`; only who wrote that word wants the password again on a live session. */
function wantsWholeLogin({ oidc, query }: KoaContextWithOIDC): boolean {
  const { session, account } = oidc;
  const live = session?.accountId !== undefined && account !== undefined && session.iat !== undefined;
  // A code of whoever is here would not make him the one who was asked for.
  const isAnother = subjectsAskedFor(oidc).some((subject) => subject !== session?.accountId);
  return !live || isAnother || words(query['prompt']).includes('login');
}

function words(value: unknown): readonly string[] {
  return typeof value === 'string' ? value.split(' ') : [];
}

function askedOf(parameters: Readonly<Record<string, unknown>> | undefined) {
  return { acr_values: parameters?.['acr_values'], claims: parameters?.['claims'] };
}
