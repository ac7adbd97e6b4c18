import { pinOf } from '@halfminute/otp';
import type { AccountId } from '../account.ts';
import { utf8 } from '../bytes.ts';
import { readAccount, writeAccount } from './account-state.ts';
import type { AccountState } from './account-state.ts';
import { viewsOf } from './account-view.ts';
import type { AccountView } from './account-view.ts';

/** Where a line stands: `bytes` from `start` up to, and without, `end`. */
export interface LinePlace {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

const BEGINNING = utf8('{"id":"');
const ID_LENGTH = 32;
const ID_END = BEGINNING.length + ID_LENGTH;
const QUOTE = 0x22;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * One line of the content: an account, read when it is first asked for and not before. Of ten thousand accounts a save
 * changes one; the others are neither parsed nor written anew, and stay what they were to the byte.
 */
export class AccountLine implements LinePlace {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  #id: AccountId | undefined;
  #state: AccountState | null | undefined;
  #views: readonly AccountView[] | undefined;

  /** @param state what the line says, where that is known already. */
  private constructor({ bytes, start, end }: LinePlace, state?: AccountState) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.#state = state;
  }

  static of(state: AccountState): AccountLine {
    const bytes = utf8(writeAccount(state));
    return new AccountLine({ bytes, start: 0, end: bytes.length }, state);
  }

  /** null when the line does not even say which account it is. */
  static read(place: LinePlace): AccountLine | null {
    return beginsWithId(place) ? new AccountLine(place) : null;
  }

  get id(): AccountId {
    // 32 hexadecimal digits: checked by `read`, and made so by `of`.
    this.#id ??= decoder.decode(this.#part(BEGINNING.length, ID_END)) as AccountId;
    return this.#id;
  }

  /** null: the line is kept but not understood; a later program wrote it, or a hostile one. */
  get state(): AccountState | null {
    if (this.#state === undefined) {
      const text = this.#text();
      this.#state = text === null ? null : readAccount(text, this.id);
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
      pinOf(account.otp)?.wipe();
    }
    this.#views = undefined;
  }

  /** null when it is not UTF-8. */
  #text(): string | null {
    try {
      return decoder.decode(this.#part(0, this.end - this.start));
    } catch {
      return null;
    }
  }

  #part(from: number, to: number): Uint8Array {
    return this.bytes.subarray(this.start + from, this.start + to);
  }
}

/** The order of lines in a document: by their bytes, hence by id. */
export function compareLines(a: LinePlace, b: LinePlace): number {
  const length = Math.min(a.end - a.start, b.end - b.start);
  return compareBytes(a, b, length) || a.end - a.start - (b.end - b.start);
}

/** {@link compareLines} for the ids alone. */
export function compareIds(a: LinePlace, b: LinePlace): number {
  return compareBytes(a, b, ID_END);
}

function compareBytes(a: LinePlace, b: LinePlace, length: number): number {
  for (let index = 0; index < length; index++) {
    const difference = (a.bytes[a.start + index] ?? 0) - (b.bytes[b.start + index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

/** Whether the line begins with `{"id":"`, 32 hexadecimal digits and a quotation mark. */
function beginsWithId({ bytes, start, end }: LinePlace): boolean {
  if (end - start <= ID_END || bytes[start + ID_END] !== QUOTE) {
    return false;
  }
  for (let index = 0; index < ID_END; index++) {
    const byte = bytes[start + index] ?? 0;
    if (index < BEGINNING.length ? byte !== BEGINNING[index] : !isHexDigit(byte)) {
      return false;
    }
  }
  return true;
}

/** 0 to 9, a to f. */
function isHexDigit(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66);
}
