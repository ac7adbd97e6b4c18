/** What a column of a table holds, as far as an authenticator cares. Passwords have no role: they are not looked at. */
export type Role =
  | 'code'
  /** Not without a better one: "secret" stands over many things. */
  | 'maybe-code'
  /** A field that KeePass or a plug-in of it keeps a part of its code in. */
  | 'keepass'
  | 'issuer'
  | 'title'
  | 'user'
  | 'account'
  | 'address'
  | 'kind'
  | 'algorithm'
  | 'digits'
  | 'period'
  | 'counter'
  | 'group'
  | 'tags'
  | 'favourite'
  | 'password';

/** Names of columns without their case, blanks and signs, the likeliest first. */
const namesByRole: Readonly<Record<Role, string>> = {
  code:
    'logintotp otpauth otpauthuri otpauthurl otpauthlink otp otps totp totps totpsecret totpsecretkey totpkey totpuri totpurl totpauth ' +
    'totplink totptoken totpcode otpsecret otpsecretkey otpkey otpuri otpurl otplink otpcode otpseed 2fa 2fasecret 2fakey 2fasecretkey 2facode ' +
    '2fatotp 2faseed twofa twofactor twofactorsecret twofactorkey twofactorcode twofactorauth twofactorauthentication twofasecret ' +
    'mfa mfasecret mfakey mfaseed mfacode authenticatorkey authenticatorkeytotp authenticator authenticatorsecret authenticatorcode authkey authenticatortotp ' +
    'onetimepassword onetimepasswordsecret onetimepasswords onetimecode onetimecodesecret onetimepasscode timebasedonetimepassword ' +
    'einmalpasswort einmalcode zweifaktor zweifaktorcode motdepasseunique codeunique contrasenadeunsolouso codigodeunsolouso',
  'maybe-code':
    'secret secretkey sharedsecret secretcode seed key privatekey longcode setupkey manualkey base32secret secretbase32 verificationcode token uri url link',
  keepass:
    'timeotpsecret timeotpsecrethex timeotpsecretbase32 timeotpsecretbase64 ' +
    'hmacotpsecret hmacotpsecrethex hmacotpsecretbase32 hmacotpsecretbase64 totpseed',
  issuer: 'issuer provider',
  title:
    'title name itemname entryname recordname displayname accounttitle sitename servicename service site app appname application program ' +
    'company organization label description titel bezeichnung dienst titre nom titulo nombre servicio titolo nome servizio',
  user:
    'loginusername username login loginname userid userlogin user email emailaddress mail mailaddress loginemail username2 username3 ' +
    'benutzername benutzer utilisateur identifiant nomdutilisateur usuario nombredeusuario utente nomeutente',
  account: 'account accountname accountlabel accountid konto compte cuenta',
  address:
    'url loginuri uri website websiteurl web webaddress websites site address domain hostname matchurl loginurl link',
  kind: 'otptype tokentype type kind method encoder otpmethod codetype totptype',
  algorithm: 'algorithm algo hash hashalgorithm totpalgorithm otpalgorithm hashfunction hmacalgorithm digest',
  digits: 'digits length codelength totpdigits otpdigits numdigits numberofdigits digitcount',
  period: 'period interval step timestep totpperiod otpperiod totpinterval',
  counter: 'counter hotpcounter otpcounter movingfactor initialcounter hmaccounter countervalue count',
  group: 'group folder grouping category collection vault vaultname foldername',
  tags: 'tags collections labels',
  favourite: 'favorite favourite fav favoritestatus isfavorite favorites starred pinned',
  password: 'password loginpassword pwd pass passwort kennwort motdepasse contrasena clave',
};

interface RankedRole {
  readonly role: Role;
  /** From 0, the likeliest. */
  readonly rank: number;
}

const rolesByName: ReadonlyMap<string, readonly RankedRole[]> = Map.groupBy(
  Object.entries(namesByRole).flatMap(([role, names]) =>
    // Object.entries forgets the names of the fields.
    names.split(' ').map((name, rank) => ({ name, role: role as Role, rank })),
  ),
  ({ name }) => name,
);

/** Of a header that is hostile the rest is not looked at: no table has half as many. */
const mostColumns = 300;

/** The columns of a table by what they hold. */
export interface Columns {
  /** Of each role the places of its columns, the likeliest first. */
  placesOf(role: Role): readonly number[];
  /** The place of the column that is called so, without case, blanks and signs. */
  placeNamed(name: string): number | undefined;
  readonly count: number;
}

/** null where the row names no columns of logins or accounts. */
export function tableColumnsOf(header: readonly string[]): Columns | null {
  const columns = columnsOf(header);
  const hasAny = (...roles: readonly Role[]): boolean => roles.some((role) => columns.placesOf(role).length > 0);
  const isTable =
    header.length > 1 &&
    (hasAny('code', 'keepass') ||
      (hasAny('maybe-code') && hasAny('issuer', 'title', 'account', 'user')) ||
      (hasAny('password') && hasAny('user', 'address', 'title')));
  return isTable ? columns : null;
}

/** What columns, or the fields of an object, hold by their names. */
export function columnsOf(header: readonly string[]): Columns {
  const placesByName = Map.groupBy(
    header.slice(0, mostColumns).map((cell, place) => ({ name: plainName(cell), place })),
    ({ name }) => name,
  );
  const places = Map.groupBy(
    [...placesByName].flatMap(([name, found]) =>
      rolesOf(name).flatMap((one) => found.map(({ place }) => ({ ...one, place }))),
    ),
    ({ role }) => role,
  );
  const placesByRole = new Map(
    [...places].map(([role, found]) => [
      role,
      found.toSorted((one, other) => one.rank - other.rank).map(({ place }) => place),
    ]),
  );
  return {
    placesOf: (role) => placesByRole.get(role) ?? [],
    placeNamed: (name) => placesByName.get(plainName(name))?.[0]?.place,
    count: header.length,
  };
}

const namingRoles: ReadonlySet<Role> = new Set<Role>([
  'issuer',
  'title',
  'user',
  'account',
  'group',
  'tags',
  'favourite',
]);
const codeRoles: ReadonlySet<Role> = new Set<Role>(['code', 'maybe-code']);
const passwordRoles: ReadonlySet<Role> = new Set<Role>(['password']);

/** Whether what is called so may name an entry, or says where it belongs. */
export function isNameOfEntry(name: string): boolean {
  return hasRole(name, namingRoles);
}

/** Whether what is called so may be a code or a link to one. */
export function isNameOfCode(name: string): boolean {
  return hasRole(name, codeRoles);
}

export function isNameOfPassword(name: string): boolean {
  return hasRole(name, passwordRoles);
}

function hasRole(name: string, roles: ReadonlySet<Role>): boolean {
  return rolesOf(plainName(name)).some(({ role }) => roles.has(role));
}

function rolesOf(plain: string): readonly RankedRole[] {
  const roles = rolesByName.get(plain);
  return roles ?? (soundsLikeCode.test(plain) && !isAboutCode.test(plain) ? [{ role: 'code', rank: leastRank }] : []);
}

/** "2FA-Schl\u00fcssel", "TOTP (Google)": what nobody can list. */
const soundsLikeCode =
  /^(?:2fa|mfa|totp|otp(?!ion)|twofactor|zweifaktor)|(?:2fa|totp|otpauth|twofactor|twostep|authenticator|onetimepass|onetimecode|einmalpass|einmalcode)/;
/** "2FA enabled" says no code, "TOTP issuer" a name. */
const isAboutCode =
  /enabled|active|status|type|issuer|name|account|user|email|label|digits|length|period|interval|algorithm|counter|date|time$|required|recovery|backup|scratch|count|device|method|settings|hex$|base64$|hotp|hmac/;
const leastRank = 1000;

/** "One-time password" and "OneTimePassword" are one name. */
export function plainName(cell: string): string {
  return cell.length > 60
    ? ''
    : cell
        .normalize('NFD')
        .toLowerCase()
        .replaceAll(/[^a-z0-9]/g, '');
}

/** Programs whose tables are known by some of their columns. */
const programs: readonly (readonly [program: string, columns: string])[] = [
  ['Bitwarden', 'logintotp'],
  ['KeePassXC', 'group title username password totp'],
  ['LastPass', 'url username password totp extra name grouping'],
  ['Dashlane', 'username username2 title password otpurl'],
  ['Dashlane', 'username username2 title password otpsecret'],
  ['1Password', 'title username password otpauth favorite archived'],
  ['Apple Passwords', 'title url username password notes otpauth'],
  ['Proton Pass', 'name url email username password note totp'],
];

/** Who wrote the table, as a person calls it. */
export function programOf({ placeNamed }: Columns): string {
  const has = (name: string): boolean => placeNamed(name) !== undefined;
  return programs.find(([, columns]) => columns.split(' ').every(has))?.[0] ?? 'table of logins';
}
