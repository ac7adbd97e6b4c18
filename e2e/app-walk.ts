import { expect } from 'vitest';
import { inTheSameSecond } from './oathtool.ts';

/** Acts on the app by the words and roles that its users have; none knows how the page is made, nor where it is shown. */

/** The app as it is shown somewhere: in a tab of a browser, or in the real window. Names are whole, unless a pattern. */
export interface ShownApp {
  /** Waits until it is to be seen. */
  find(role: 'button' | 'heading', name: string | RegExp): Promise<unknown>;
  fill(field: string, text: string): Promise<void>;
  press(button: string | RegExp): Promise<void>;
  /** What a screen reader calls it; waits until it is to be seen. */
  nameOf(role: 'button', name: RegExp): Promise<string>;
}

export const password = 'three wet otters';

export async function choosePassword(app: ShownApp, chosen: string = password): Promise<void> {
  await app.find('heading', 'Choose a password');
  await app.fill('Password', chosen);
  await app.fill('Password again', chosen);
  await app.press('Continue');
  await app.find('heading', 'Add your first account');
}

export interface TypedAccount {
  readonly service: string;
  readonly user: string;
  readonly code: string;
}

export const ada: TypedAccount = {
  service: 'Exizent',
  user: 'ada@firm.example',
  code: 'jbsw y3dp-ehpk 3pxp jbsw y3dp ehpk 3pxp',
};
export const adaBase32 = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

/** From the empty screen or the list to the list with the new account. */
export async function addAccount(app: ShownApp, account: TypedAccount = ada): Promise<void> {
  await fillAddForm(app, account);
  await app.press('Save and copy');
  await app.find('button', rowName(account));
}

/** From the empty screen or the list to the form, filled in and not yet saved. */
export async function fillAddForm(app: ShownApp, account: TypedAccount): Promise<void> {
  await app.press(/^(Type it in|Add account$)/);
  await app.find('heading', 'Add account');
  await app.fill('Service', account.service);
  await app.fill('User', account.user);
  await app.fill('Code', account.code);
}

export async function tryPassword(app: ShownApp, typed: string = password): Promise<void> {
  await app.find('heading', 'Unlock your codes');
  await app.fill('Password', typed);
  await app.press('Unlock');
}

/** A row as a screen reader names it, such as "Exizent, ada@firm.example, 3 0 7 6 1 5, 18 seconds left". */
export function rowName({ service, user }: Pick<TypedAccount, 'service' | 'user'>): RegExp {
  const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal(service)}, ${literal(user)}, ((?:\\d ){5}\\d), \\d+ seconds? left$`);
}

/** The code in the name of an account's row. */
export async function codeOnShow(
  app: ShownApp,
  account: Pick<TypedAccount, 'service' | 'user'> = ada,
): Promise<string> {
  const name = await app.nameOf('button', rowName(account));
  const digits = rowName(account).exec(name)?.[1];
  if (digits === undefined) {
    throw new Error(`no code in the name of the row: ${name}`);
  }
  return digits.replaceAll(' ', '');
}

export async function expectCodesOfOathtool(app: ShownApp, account: TypedAccount, base32: string): Promise<void> {
  const shown = await inTheSameSecond(base32, () => codeOnShow(app, account));
  expect(shown.read).toBe(shown.oathtool);
}
