/** An item of a Bitwarden vault that is a login; cards, notes, identities and keys have no code. */
export const loginType = 1;

/** Columns of the csv that are needed. The others may be there or not, in any order. */
export const csvColumns = { code: 'login_totp', name: 'name', userName: 'login_username', type: 'type' } as const;
