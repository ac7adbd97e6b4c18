import type { FindAccount } from 'oidc-provider';
import type { Services } from '../services.ts';
import { classMeets, classOf, requiredClass } from './acr.ts';
import type { AboutAccount, AcrClass, AskedParameters } from './acr.ts';
import { mayRemember, needsMfa, readStanding } from './standing.ts';
import type { Standing } from './standing.ts';

type Needs = Pick<Services, 'accounts' | 'clock' | 'config' | 'database'>;

/**
 * Whom a session or a token is about. Nobody (which ends a code or a refresh token with `invalid_grant`) where the account is locked by now, or
 * where the sign-in behind it is weaker than what is required now.
 */
export function createFindAccount(services: Needs): FindAccount {
  return async (_context, userId, token) => {
    const standing = await readStanding(services.database, userId);
    if (standing === null || standing.locked) {
      return undefined;
    }
    if (token !== undefined && 'acr' in token && !(await stillStrongEnough(services, standing, token))) {
      return undefined;
    }
    return { accountId: userId, claims: () => claimsOf(standing), standing };
  };
}

async function stillStrongEnough(
  services: Needs,
  standing: Standing,
  token: { readonly acr?: string | undefined; readonly clientId?: string | undefined; readonly claims?: unknown },
): Promise<boolean> {
  const have = classOf(token.acr);
  const required = await requiredNow(services, {
    standing,
    have,
    clientId: token.clientId ?? '',
    asked: { claims: token.claims },
  });
  return required !== 'unmeetable' && classMeets(have, required);
}

/** What is required of this account for this client and these parameters, asking the database only where the answer can matter. */
export async function requiredNow(
  services: Needs,
  about: {
    readonly standing: Standing;
    readonly have: AcrClass | null;
    readonly clientId: string;
    readonly asked: AskedParameters;
  },
): Promise<AcrClass | 'unmeetable'> {
  const { standing, clientId, asked } = about;
  const rules: AboutAccount = {
    needsMfa: false,
    mayRemember: mayRemember(services.config, { clientId, admin: standing.admin }),
  };
  if (classMeets(about.have, 'mfa')) {
    return requiredClass(asked, rules);
  }
  const account = await services.accounts.byUserId(standing.userId);
  return requiredClass(asked, { ...rules, needsMfa: account === null || (await needsMfa(services, account)) });
}

/** Claims by scope (OpenID Connect Core section 5.4). The address is set by administrators, not by the user. */
function claimsOf(standing: Standing) {
  return {
    sub: standing.userId,
    name: standing.name,
    preferred_username: standing.userName,
    ...(standing.language === null ? {} : { locale: standing.language }),
    email: standing.mail,
    email_verified: true,
  };
}

export const claimsByScope = {
  openid: ['sub', 'acr', 'amr', 'auth_time'],
  profile: ['name', 'preferred_username', 'locale'],
  email: ['email', 'email_verified'],
};
