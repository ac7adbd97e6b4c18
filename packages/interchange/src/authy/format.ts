/** What Authy keeps its list of tokens under. */
export const preferenceName = 'com.authy.storage.tokens.authenticator.key';
export const ownPreferenceName = 'com.authy.storage.tokens.authy.key';

/** PBKDF2-SHA1; newer tokens state a number of their own. */
export const usualIterations = 1_000;

/** Tokens of Authy's own kind, which have a seed in hexadecimal: 7 digits, 10 s. */
export const ownKind = { digits: 7, periodSeconds: 10 } as const;
