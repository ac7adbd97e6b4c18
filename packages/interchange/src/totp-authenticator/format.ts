/** What TOTP Authenticator keeps its list under. */
export const preferenceName = 'STATIC_TOTP_CODES_LIST';

/** What a backup is encrypted with where its user chose no password. */
export const builtInPassword = 'TotpAuthenticator';

/** What stands for the issuer of a link that names none. */
export const noIssuer = 'Unknown';
