import { isEnough, mfaClass } from './classes.ts';

/** What the service said in the ID token, after its signature, issuer, audience, nonce and expiry were found right. */
export interface SignInClaims {
  readonly sub: string;
  readonly acr: string | undefined;
  readonly amr: readonly string[];
  /** Unix seconds of the last factor that was given; undefined where the service did not say. */
  readonly authTime: number | undefined;
}

export type StepUpRefusal = 'other-person' | 'class-too-low' | 'not-fresh';

/**
 * Whether a step-up is what was asked for. Asking is not enough: `acr_values` is a wish (OpenID Connect Core section 3.1.2.1), and a request can
 * be changed on its way through the browser, `max_age=0` taken out of it. So what came back is judged, never what was sent.
 */
export function judgeStepUp(
  claims: SignInClaims,
  expected: {
    /** Unix seconds, when the request was made. */
    readonly requestedAt: number;
    /** Of the session that asked. */
    readonly sub: string;
    readonly authTime: number;
  },
): 'good' | StepUpRefusal {
  if (claims.sub !== expected.sub) {
    return 'other-person';
  }
  if (!isEnough(claims.acr, [mfaClass])) {
    return 'class-too-low';
  }
  // In whole seconds, as auth_time is. And never the authentication that began this session, should both clocks differ.
  const isFresh =
    claims.authTime !== undefined &&
    claims.authTime >= Math.floor(expected.requestedAt) &&
    claims.authTime > expected.authTime;
  return isFresh ? 'good' : 'not-fresh';
}
