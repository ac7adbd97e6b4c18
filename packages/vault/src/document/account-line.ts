import type { AccountId } from '../account.ts';
import { readAccount, writeAccount } from './account-state.ts';
import type { AccountState } from './account-state.ts';
import { viewsOf } from './account-view.ts';
import type { AccountView } from './account-view.ts';

const BEGINNING = '{"id":"';
const ID_LENGTH = 32;
const LINE = /^\{"id":"[0-9a-f]{32}"/;

/**
 * One line of the content: an account, read when it is first asked for and not before. Of ten thousand accounts a save changes one; the others
 * are neither parsed nor written anew, and stay what they were to the byte.
 */
export class AccountLine {
  readonly text: string;
  #state: AccountState | null | undefined;
  #views: readonly AccountView[] | undefined;

  /** @param state what the text says, where that is known already. */
  private constructor(text: string, state?: AccountState) {
    this.text = text;
    this.#state = state;
  }

  static of(state: AccountState): AccountLine {
    return new AccountLine(writeAccount(state), state);
  }

  /** null when the text does not even say which account it is. */
  static read(text: string): AccountLine | null {
    return LINE.test(text) ? new AccountLine(text) : null;
  }

  get id(): AccountId {
    // 32 hexadecimal digits: checked by `read`, and made so by `of`.
    return this.text.slice(BEGINNING.length, BEGINNING.length + ID_LENGTH) as AccountId;
  }

  /** null: the line is kept but not understood; a later program wrote it, or a hostile one. */
  get state(): AccountState | null {
    if (this.#state === undefined) {
      this.#state = readAccount(this.text, this.id);
    }
    return this.#state;
  }

  get views(): readonly AccountView[] {
    this.#views ??= this.state === null ? [] : viewsOf(this.state);
    return this.#views;
  }

  /** Overwrites the secrets that views handed out. The line itself can be read again. */
  wipeViews(): void {
    for (const { account } of this.#views ?? []) {
      account.otp.secret.wipe();
    }
    this.#views = undefined;
  }
}
