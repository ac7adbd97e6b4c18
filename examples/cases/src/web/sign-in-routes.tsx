/** @jsxImportSource hono/jsx */
import { Hono } from 'hono';
import type { Context } from 'hono';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { RefusalPage, WelcomePage, WindowDonePage } from '../pages/welcome.tsx';
import type { Platform } from '../platform.ts';
import { classToWords, isEnough, mfaClass } from '../sign-in/classes.ts';
import type { Redeemed } from '../sign-in/service.ts';
import type { Session } from '../sign-in/sessions.ts';
import type { SignInRequest } from '../sign-in/sign-in-requests.ts';
import { judgeStepUp } from '../sign-in/step-up.ts';
import { randomToken } from '../sign-in/tokens.ts';
import type { Cookies } from './cookies.ts';
import { ownPath } from './guards.ts';
import { refusals } from './refusals.ts';
import type { RefusalName } from './refusals.ts';
import { show, viewOf } from './view.ts';

type Genuine = Extract<Redeemed, { readonly kind: 'identity' }>;

export interface SignInRoutes {
  readonly routes: Hono;
  /** Sends the browser to the service for a fresh code, before `paymentId` is released. */
  stepUp(
    context: Context,
    asked: { readonly session: Session; readonly paymentId: string; readonly windowChannel: string | null },
  ): Promise<Response>;
  sessionOf(context: Context): Session | null;
}

/** The way out to the sign-in service and back, for a sign-in and for a step-up alike. */
export function createSignInRoutes(platform: Platform, cookies: Cookies): SignInRoutes {
  const { service, sessions, signInRequests, payments } = platform;
  const routes = new Hono();

  function sessionOf(context: Context): Session | null {
    const cookie = cookies.read(context, 'cases_session');
    return cookie === undefined ? null : sessions.find(cookie);
  }

  async function refuse(context: Context, name: RefusalName, returnTo = '/cases'): Promise<Response> {
    const { status, ...words } = refusals[name];
    const page = <RefusalPage view={viewOf(platform, null)} returnTo={returnTo} {...words} />;
    return show(context, page, status);
  }

  /** Both ways out: keeps what must be known again, and names it in the address by `state` alone. */
  async function goOut(
    context: Context,
    request: Pick<SignInRequest, 'returnTo' | 'windowChannel' | 'stepUp'>,
    session: Session | null,
  ): Promise<Response> {
    const browser = cookies.read(context, 'cases_browser') ?? randomToken();
    const state = randomState();
    const kept = {
      ...request,
      nonce: randomNonce(),
      codeVerifier: randomPKCECodeVerifier(),
      requestedAt: Math.floor(platform.clock()),
    };
    const isStepUp = request.stepUp !== null && session !== null;
    let address: URL;
    try {
      address = await service.authorizationUrl({
        state,
        nonce: kept.nonce,
        codeVerifier: kept.codeVerifier,
        acrValues: isStepUp ? [mfaClass] : platform.readClasses,
        stepUpOf: isStepUp ? { idToken: session.idToken } : null,
      });
    } catch (error) {
      platform.log({ event: 'service-unreachable', detail: error instanceof Error ? error.message : String(error) });
      return refuse(context, 'unreachable', request.returnTo);
    }
    signInRequests.keep(kept, { state, browser });
    cookies.write(context, 'cases_browser', browser);
    return context.redirect(address.href, 303);
  }

  routes.get('/sign-in', (context) => {
    // Somebody else's page may begin a sign-in here (OpenID Connect Core section 4), but only with our own service.
    const issuer = context.req.query('iss');
    if (issuer !== undefined && issuer !== platform.issuer) {
      return refuse(context, 'not-genuine');
    }
    const target = context.req.query('return_to') ?? pathOf(context.req.query('target_link_uri'), platform.origin);
    const request = {
      returnTo: ownPath(target, platform.origin),
      windowChannel: channelOf(context.req.query('window')),
      stepUp: null,
    };
    return goOut(context, request, null);
  });

  routes.get('/callback', async (context) => {
    const state = context.req.query('state') ?? '';
    const browser = cookies.read(context, 'cases_browser') ?? '';
    const request = signInRequests.take({ state, browser });
    if (request === null) {
      return refuse(context, 'not-begun-here');
    }
    const session = sessionOf(context);
    if (request.stepUp !== null && request.stepUp.sessionId !== session?.id) {
      return refuse(context, 'session-over', request.returnTo);
    }
    // Of the address only the query is the browser's to say.
    const { search } = new URL(context.req.url);
    const redeemed = await service.redeem(new URL(`/callback${search}`, platform.origin), { ...request, state });
    if (redeemed.kind === 'refused') {
      platform.log({ event: 'sign-in-refused', why: redeemed.why, detail: redeemed.detail });
      const isCancelledRelease = redeemed.why === 'cancelled' && request.stepUp !== null;
      return refuse(context, isCancelledRelease ? 'release-cancelled' : redeemed.why, request.returnTo);
    }
    return request.stepUp === null || session === null
      ? signIn(context, { request, redeemed, before: session })
      : release(context, { request, redeemed, session, paymentId: request.stepUp.paymentId });
  });

  async function signIn(
    context: Context,
    { request, redeemed, before }: { request: SignInRequest; redeemed: Genuine; before: Session | null },
  ): Promise<Response> {
    const { claims, identity, sid, idToken } = redeemed;
    if (claims.acr === undefined || claims.authTime === undefined || !isEnough(claims.acr, platform.readClasses)) {
      platform.log({ event: 'sign-in-refused', why: 'class-too-low', detail: claims.acr ?? 'none' });
      return refuse(context, 'unmet');
    }
    const person = platform.people.recognise(identity);
    if (person === 'taken') {
      platform.log({ event: 'sign-in-refused', why: 'name-taken', detail: identity.userName });
      return refuse(context, 'name-taken');
    }
    if (before !== null) {
      sessions.end(before.id);
    }
    const { sub, acr, amr, authTime } = claims;
    cookies.write(context, 'cases_session', sessions.begin({ person, sub, sid, idToken, acr, amr, authTime }));
    return goOn(context, request.windowChannel, request.returnTo);
  }

  async function release(
    context: Context,
    {
      request,
      redeemed,
      session,
      paymentId,
    }: { request: SignInRequest; redeemed: Genuine; session: Session; paymentId: string },
  ): Promise<Response> {
    const { claims, sid, idToken } = redeemed;
    const { amr, acr = '', authTime = 0 } = claims;
    const expected = { requestedAt: request.requestedAt, sub: session.sub, authTime: session.authTime };
    const verdict = judgeStepUp(claims, expected);
    // Claimed before the money moves, so that one code never moves it twice.
    const cookie = verdict === 'good' ? sessions.renew(session.id, { sid, idToken, acr, amr, authTime }) : null;
    if (verdict !== 'good' || cookie === null) {
      const why = verdict === 'good' ? 'not-fresh' : verdict;
      platform.log({ event: 'release-refused', why, payment: paymentId });
      return refuse(context, why, request.returnTo);
    }
    cookies.write(context, 'cases_session', cookie);
    const released = payments.release(paymentId, { sessionId: session.id, factor: classToWords(acr, amr), authTime });
    if (released !== 'released') {
      platform.log({ event: 'release-refused', why: released, payment: paymentId });
      return refuse(context, released, request.returnTo);
    }
    platform.log({ event: 'released', payment: paymentId, by: session.person.userName });
    return goOn(context, request.windowChannel, `/payments/${encodeURIComponent(paymentId)}`);
  }

  async function goOn(context: Context, channel: string | null, path: string): Promise<Response> {
    return context.redirect(
      channel === null ? path : `/window-done?${new URLSearchParams({ window: channel, go_to: path }).toString()}`,
      303,
    );
  }

  routes.get('/window-done', (context) => {
    const goTo = ownPath(context.req.query('go_to'), platform.origin);
    const channel = channelOf(context.req.query('window')) ?? '';
    return show(context, <WindowDonePage view={viewOf(platform, null)} channel={channel} goTo={goTo} />);
  });

  routes.get('/signed-out', (context) => {
    const signedOut = context.req.query('here') === undefined ? 'everywhere' : 'here';
    return show(context, <WelcomePage view={viewOf(platform, null)} returnTo="/cases" signedOut={signedOut} />);
  });

  return {
    routes,
    sessionOf,
    stepUp: (context, { session, paymentId, windowChannel }) => {
      const payment = payments.find(paymentId);
      const returnTo = payment === null ? '/cases' : `/cases/${encodeURIComponent(payment.reference)}`;
      return goOut(context, { returnTo, windowChannel, stepUp: { sessionId: session.id, paymentId } }, session);
    },
  };
}

/** Names a channel between two windows of this platform; the page that opened the small one made it up. */
function channelOf(text: string | undefined): string | null {
  return text !== undefined && /^[\w-]{1,64}$/.test(text) ? text : null;
}

function pathOf(address: string | undefined, origin: string): string | undefined {
  const url = address === undefined ? null : URL.parse(address);
  return url?.origin === origin ? url.pathname + url.search : undefined;
}
