/**
 * How strongly somebody signed in, as three classes that include one another: `pwd` < `remembered` < `mfa`. A remembered device is a class of
 * its own, since SP 800-63B-4 section 5.1 does not let a cookie stand for a second factor.
 */
export type AcrClass = 'pwd' | 'remembered' | 'mfa';

const classesByStrength: readonly AcrClass[] = ['pwd', 'remembered', 'mfa'];

/** The value of each class in `acr_values` and in the claim `acr`. */
export const acrValues: Readonly<Record<AcrClass, string>> = {
  pwd: 'urn:halfminute:acr:pwd',
  remembered: 'urn:halfminute:acr:remembered',
  mfa: 'urn:halfminute:acr:mfa',
};

/** What Auth0 calls the same, so that a client moves from there by changing the issuer alone. */
const multiFactorAlias = 'http://schemas.openid.net/pape/policies/2007/06/multi-factor';

/** Every value that a client may ask for, for the discovery document. */
export const supportedAcrValues: readonly string[] = [...Object.values(acrValues), multiFactorAlias];

const classesByValue = new Map<string, AcrClass>([
  ...classesByStrength.map((name) => [acrValues[name], name] as const),
  [multiFactorAlias, 'mfa'],
]);

/** The class of an `acr` value; null for none and for those we do not know. */
export function classOf(acr: string | undefined): AcrClass | null {
  return acr === undefined ? null : (classesByValue.get(acr) ?? null);
}

export function classMeets(have: AcrClass | null, wanted: AcrClass): boolean {
  return have !== null && classesByStrength.indexOf(have) >= classesByStrength.indexOf(wanted);
}

/** The parameters of an authorization request that speak of classes; a client's `default_acr_values` are among `acr_values` by then. */
export interface AskedParameters {
  readonly acr_values?: unknown;
  /** The claims parameter, as JSON text (OpenID Connect Core section 5.5). */
  readonly claims?: unknown;
}

export interface AboutAccount {
  /** MFA is required of it, or it has an authenticator: the password alone never signs it in. */
  readonly needsMfa: boolean;
  /** Whether policy lets a remembered device count for this client and this account; see `mayRemember`. */
  readonly mayRemember: boolean;
}

/**
 * The least class that this request of this account must reach. Of a list any value will do, so the weakest decides; of several sources and the
 * account's own need the strongest does. `unmeetable` when a list holds no value that we know: the request ends with
 * `unmet_authentication_requirements`.
 */
export function requiredClass(asked: AskedParameters, account: AboutAccount): AcrClass | 'unmeetable' {
  const lists = askedLists(asked).map((list) => ({
    named: list.flatMap((value) => classesByValue.get(value) ?? []),
  }));
  if (lists.some(({ named }) => named.length === 0)) {
    return 'unmeetable';
  }
  const acceptsRemembered = account.mayRemember && lists.every(({ named }) => named.includes('remembered'));
  const ownNeed = !account.needsMfa ? 'pwd' : lists.length > 0 && acceptsRemembered ? 'remembered' : 'mfa';
  const asWished = strongest([ownNeed, ...lists.map(({ named }) => weakest(named))]);
  return asWished === 'remembered' && !account.mayRemember ? 'mfa' : asWished;
}

/**
 * The value to answer with: the class's own, or the alias where the client asked for it by that name and by no other, since an essential claim
 * must come back as it was asked for (OpenID Connect Core section 5.5.1.1).
 */
export function answeredAcr(acr: string, asked: AskedParameters): string {
  const values = askedLists(asked).flat();
  const byAlias = values.includes(multiFactorAlias) && !values.includes(acr);
  return byAlias && classOf(acr) === 'mfa' ? multiFactorAlias : acr;
}

function askedLists(asked: AskedParameters): readonly (readonly string[])[] {
  const byParameter =
    typeof asked.acr_values === 'string' ? asked.acr_values.split(' ').filter((value) => value !== '') : [];
  return [byParameter, byClaim(asked.claims)].filter((list) => list.length > 0);
}

/** Values of `claims.id_token.acr`; whoever names them without `essential` still means them. */
function byClaim(claims: unknown): readonly string[] {
  const member = memberOf(memberOf(typeof claims === 'string' ? parse(claims) : claims, 'id_token'), 'acr');
  const values = memberOf(member, 'values');
  const value = memberOf(member, 'value');
  return [...(Array.isArray(values) ? values : []), value].filter((one) => typeof one === 'string');
}

function memberOf(from: unknown, name: string): unknown {
  return typeof from === 'object' && from !== null && Object.hasOwn(from, name) ? Reflect.get(from, name) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function strongest(classes: readonly AcrClass[]): AcrClass {
  return classes.reduce((best, one) => (classMeets(one, best) ? one : best), 'pwd');
}

function weakest(classes: readonly AcrClass[]): AcrClass {
  return classes.reduce((least, one) => (classMeets(one, least) ? least : one), 'mfa');
}

/** How the second factor of a sign-in was given, if at all. */
export type SecondFactor = 'none' | 'code' | 'recovery' | 'remembered';

/** A recovery code has no registered value (RFC 8176), so that it gets one of ours. */
const recoveryCodeAmr = 'urn:halfminute:amr:recovery-code';

/**
 * What the tokens say of a sign-in with the password and this second factor: `acr`, and `amr` with values of RFC 8176. A remembered device adds
 * nothing to `amr`.
 */
export function toldOf(factor: SecondFactor): { readonly acr: string; readonly amr: readonly string[] } {
  switch (factor) {
    case 'none':
      return { acr: acrValues.pwd, amr: ['pwd'] };
    case 'remembered':
      return { acr: acrValues.remembered, amr: ['pwd'] };
    case 'code':
      return { acr: acrValues.mfa, amr: ['pwd', 'otp', 'mfa'] };
    case 'recovery':
      return { acr: acrValues.mfa, amr: ['pwd', recoveryCodeAmr, 'mfa'] };
  }
}
