/** What TOTP Authenticator keeps its list under. */
export const preferenceName = 'STATIC_TOTP_CODES_LIST';
