import { EntryRefusal } from '../entry.ts';
import { isArray, isObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { isNameOfCode } from '../login-table/columns.ts';
import { isNoCode, refuseEntry } from '../login-table/row.ts';
import { readSecret, rowAt } from './codes.ts';
import type { Field, Place } from './found.ts';
import { statesParameters } from './parameters.ts';
import { isNameOfSealed, isNameOfSecret } from './secret-names.ts';

/** An object in which no code was found though a field is called as one: its verdict. Answers whether it has one. */
export function takeUnread(
  object: JsonObject,
  own: readonly Field[],
  place: Place,
  { isLogin }: { readonly isLogin: boolean },
): boolean {
  const fields = Object.entries(object).filter(([, value]) => typeof value !== 'boolean');
  const named = fields.filter(([name]) => isNameOfSecret(name));
  const [secret] = [...named.filter(([, value]) => !isBlank(value)), ...named];
  if (secret !== undefined && !(isLogin && isBlank(secret[1]))) {
    return add(object, own, place, secret);
  }
  const sealed = fields.find(([name, value]) => isNameOfSealed(name) && !isBlank(value));
  if (sealed !== undefined) {
    const message = 'This entry is encrypted, and nothing in the file says how. Export it again without encryption.';
    place.found.addDoubtful(refuseEntry(rowAt(own, place), '', new EntryRefusal('encrypted-entry', message)));
    return true;
  }
  const other = fields.find(([name]) => isNameOfCode(name));
  return other !== undefined && !isLogin && takeOther(object, own, place, other);
}

type AnyField = readonly [name: string, value: unknown];

function add(object: JsonObject, own: readonly Field[], place: Place, [name, value]: AnyField): boolean {
  const entry =
    isBlank(value) || isObject(value) || isArray(value)
      ? refuseEntry(rowAt(own, place), '', isBlank(value) ? missing() : unreadable())
      : readSecret({ object, own, name, code: String(value).trim() }, place);
  if (statesParameters(object) && !isBlank(value)) {
    place.found.add(entry);
  } else {
    place.found.addDoubtful(entry);
  }
  return true;
}

/** "key", "uri" and "otp" are what also other things are called: they count where codes stand under the same name. */
function takeOther(object: JsonObject, own: readonly Field[], place: Place, [name, value]: AnyField): boolean {
  if (isBlank(value)) {
    place.found.addBlank(name);
    return false;
  }
  const text = typeof value === 'string' ? value.trim() : '';
  // Six figures are a code of now, and an address is none.
  if (/^(?:\d{6,8})?$|^https?:|^[^\s:]+\.[a-z]{2,}(?:[/:]|$)/i.test(text)) {
    return false;
  }
  const entry = readSecret({ object, own, name, code: text }, place);
  // "Authenticator app" is good base32.
  if (entry.verdict === 'imported' && !/[2-7]/.test(text) && text !== text.toUpperCase()) {
    return false;
  }
  place.found.addDoubtful(entry, name);
  return true;
}

/** An account among others that has no field for a secret at all. */
export function takeMissing(object: JsonObject, place: Place): void {
  if (statesParameters(object)) {
    place.found.addDoubtful(refuseEntry(rowAt([], place), '', missing()));
  }
}

const saysNothing = /^\s*(?:undefined|nil|nan)?\s*$/i;

function isBlank(value: unknown): boolean {
  return value === null || (typeof value === 'string' && (saysNothing.test(value) || isNoCode(value.trim())));
}

function missing(): EntryRefusal {
  return new EntryRefusal(
    'secret-missing',
    'This entry has no secret. Export the file again, or add the account by its long code.',
  );
}

function unreadable(): EntryRefusal {
  return new EntryRefusal(
    'bad-entry',
    'The secret of this entry is neither a number nor a text. Add the account by its long code.',
  );
}
