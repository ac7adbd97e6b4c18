/** How a field of a login says that it is the name one signs in with. */
export const userNameDesignation = 'username';

/** Categories whose items are expected to have a code: logins and passwords. */
export const loginCategories: ReadonlySet<unknown> = new Set(['001', '005']);
