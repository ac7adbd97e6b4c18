import { ada, password, rowName, type TypedAccount } from '../app-walk.ts';
import type { Desk } from './desk.ts';
import type { HalfminuteWindow } from './window.ts';

/** Acts in the real window, the same as in the browser. */

export async function choosePassword(window: HalfminuteWindow): Promise<void> {
  await window.find('heading', 'Choose a password');
  await window.fill('Password', password);
  await window.fill('Password again', password);
  await window.press('Continue');
  await window.find('heading', 'Add your first account');
}

export async function tryPassword(window: HalfminuteWindow, typed: string = password): Promise<void> {
  await window.find('heading', 'Unlock your codes');
  await window.fill('Password', typed);
  await window.press('Unlock');
}

/** From the empty screen or the list to the list with the new account. */
export async function addAccount(window: HalfminuteWindow, account: TypedAccount = ada): Promise<void> {
  await fillAddForm(window, account);
  await window.press('Save and copy');
  await window.find('button', rowName(account));
}

/** From the empty screen or the list to the form, filled in and not yet saved. */
export async function fillAddForm(window: HalfminuteWindow, account: TypedAccount): Promise<void> {
  await window.press(/^(Type it in|Add account$)/);
  await window.find('heading', 'Add account');
  await window.fill('Service', account.service);
  await window.fill('User', account.user);
  await window.fill('Code', account.code);
}

/** The code in the name of an account's row. */
export async function codeOnShow(window: HalfminuteWindow, account: TypedAccount = ada): Promise<string> {
  const name = await window.nameOf('button', rowName(account));
  return (rowName(account).exec(name)?.[1] ?? '').replaceAll(' ', '');
}

/** What is in the clipboard of the desk; null: nothing that is text. */
export async function clipboardText(desk: Desk, target: string = 'UTF8_STRING'): Promise<string | null> {
  try {
    return await desk.run('timeout', '5', 'xclip', '-selection', 'clipboard', '-o', '-t', target);
  } catch {
    return null;
  }
}
