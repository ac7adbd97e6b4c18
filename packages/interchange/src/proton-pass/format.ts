/** States of an item: in use, or in the bin. */
export const trashedState = 2;

/** What an item must be to have a code of its own; any item may have more of them among its extra fields. */
export const loginType = 'login';
export const codeFieldType = 'totp';
/** What the link, or the long code, is called wherever it stands. */
export const codeName = 'totpUri';

/** What stands for the account name in a link of an item that has no user. */
export const filler = 'Proton Pass';
