import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { damagedEntry } from '../entry.ts';
import type { FileContent } from '../file-content.ts';
import { beginsAsJson, field, isArray, isObject, parseJson, textField } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { linesOf } from '../lines.ts';
import { isNameOfCode, isNameOfEntry, isNameOfPassword } from '../login-table/columns.ts';
import { mayHoldLink } from '../login-table/row.ts';
import { takeBareCode, takeCode, takeLinks, takeNamedCodes } from './codes.ts';
import { Found } from './found.ts';
import type { Field, Place } from './found.ts';
import { holdsSecret } from './secret-names.ts';
import { takeMissing, takeUnread } from './unread.ts';

/**
 * JSON of a program that is not known, or a line of JSON each: every link to a code that stands in it as a text, however deep,
 * and every object whose fields are called as those of a login with a code are. Comes after all that are known.
 */
export function readAnyJson({ json, text }: FileContent): Backup | null {
  const root = json ?? linesOfJson(text);
  if (root === undefined) {
    return null;
  }
  const found = new Found();
  look(root, { names: [], parents: [], outer: [], found });
  const { entries } = found;
  return entries.length === 0
    ? null
    : {
        ...ready(found.hasLinks ? 'JSON with links' : 'JSON with codes', entries, found.parts),
        withoutCode: found.withoutCode + found.blanks,
      };
}

function linesOfJson(text: string | null): readonly unknown[] | undefined {
  if (text === null || !beginsAsJson(text)) {
    return undefined;
  }
  const values: unknown[] = [];
  for (const line of linesOf(text)) {
    const value = line.trim() === '' ? [] : parseJson(line);
    if (value === undefined) {
      return undefined;
    }
    values.push(value);
  }
  return values;
}

/** No deeper than {@link parseJson} lets a file be. */
function look(value: unknown, place: Place): void {
  if (typeof value === 'string') {
    takeLinks([['', value]], place);
  } else if (isArray(value)) {
    lookAtList(value, { ...place, parents: [], outer: [...place.parents, ...place.outer].slice(0, 2) });
  } else if (isObject(value)) {
    lookAtObject(value, place);
  }
}

function lookAtList(list: readonly unknown[], place: Place): void {
  const texts = list.filter((one) => typeof one === 'string');
  const isOfLinks = texts.length > 1 && texts.filter(mayHoldLink).length * 2 >= texts.length;
  // What is no object among accounts was one.
  const lost = lookAtEach(
    list.map((value) => ['', value]),
    place,
    { isList: true },
  )
    ? list.filter((one) => one === null || /^(?:number|boolean)$/.test(typeof one))
    : [];
  lost.forEach(() => place.found.addDoubtful(damagedEntry(place.found.nextPlace, { issuer: '', accountName: '' })));
  if (isOfLinks) {
    texts.filter((text) => text.trim() !== '' && !mayHoldLink(text)).forEach((text) => takeBareCode(text, place));
  }
}

/** Answers whether one of the objects is an account itself. One of them that says how codes are made, and has no secret, is one, too. */
function lookAtEach(
  values: readonly (readonly [name: string, value: unknown])[],
  place: Place,
  { isList }: { readonly isList: boolean },
): boolean {
  const { found } = place;
  const empty: JsonObject[] = [];
  let hasAccounts = false;
  for (const [name, value] of values) {
    const before = found.count + found.withoutCode;
    look(value, isNamedBy(name, value, place) ? { ...place, names: [['name', name]] } : place);
    const isFound = found.count + found.withoutCode > before;
    hasAccounts ||= isFound && isObject(value);
    if (!isFound && isObject(value)) {
      empty.push(value);
    }
  }
  if (hasAccounts) {
    // In an object only what has a name: it may also hold the settings of all.
    empty
      .filter((object) => isList || scalarsOf(object).some(([name]) => isNameOfEntry(name)))
      .forEach((object) => takeMissing(object, { ...place, names: namesOf(object, place) }));
  }
  return hasAccounts;
}

/** {"GitHub": {"secret": …}}: an account that nothing else names. */
function isNamedBy(name: string, value: unknown, { names }: Place): boolean {
  return (
    names.length === 0 &&
    isObject(value) &&
    holdsSecret(value) &&
    !Object.keys(value).some(isNameOfEntry) &&
    !saysNoName.test(name) &&
    !isNameOfCode(name)
  );
}

/** What a program calls its parts, and numbers that it gives. */
const saysNoName =
  /^(?:|data|info|otp|config|params|details|account|accounts|entry|entries|item|items|login|auth|object|value|default|[0-9a-f-]{8,40}|[a-z]{0,5}[_-]?\d+)$/i;

function lookAtObject(object: JsonObject, around: Place): void {
  const { found } = around;
  const all = Object.entries(object);
  const own = scalarsOf(object);
  const labelled = all.flatMap(([, value]) => (isArray(value) ? value.flatMap(labelledValue) : []));
  const place: Place = { ...around, names: namesOf(object, around) };
  const before = found.count;
  takeLinks(
    all.map(([name]) => ['', name]),
    place,
  );
  const plain = labelled.filter(([, value]) => !mayHoldLink(value));
  if (takeLinks(own, place, object) === 0 && !takeCode(object, [...own, ...plain], place)) {
    takeNamedCodes(object, place);
  }
  const parents = all.length > mostFields ? [] : [object, ...around.parents].slice(0, 2);
  const inside = { ...place, parents };
  lookAtEach(
    all.filter(([, value]) => typeof value === 'object'),
    inside,
    { isList: false },
  );
  if (found.count === before) {
    const isLogin = place.names.length > 0 && own.some(([name]) => isNameOfPassword(name));
    const isTaken = takeUnread(object, own, place, { isLogin });
    found.withoutCode += isLogin && !isTaken ? 1 : 0;
  }
}

/** An object with more of them is a list by names, and says nothing of each account in it: it is not looked through for each. */
const mostFields = 60;

/** Of the objects around one the nearest name it. */
const mostNames = 12;

function namesOf(object: JsonObject, { names }: Place): readonly Field[] {
  const labelled = Object.values(object).flatMap((value) => (isArray(value) ? value.flatMap(labelledValue) : []));
  const own = [...scalarsOf(object), ...labelled].filter(([name]) => isNameOfEntry(name));
  return [...own, ...names].slice(0, mostNames);
}

function scalarsOf(object: JsonObject): readonly Field[] {
  return Object.entries(object).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [[name, String(value)] as const]
      : [],
  );
}

/** {"label": "One-time code", "type": "totp", "value": "JBSW…"}: a field of its own in a list of them. */
function labelledValue(one: unknown): readonly Field[] {
  const value = field(one, 'value') ?? field(one, 'content');
  return typeof value === 'string'
    ? ['label', 'type', 'name', 'title', 'designation', 'key'].flatMap((name) => {
        const label = textField(one, name);
        return label === '' ? [] : [[label, value] as const];
      })
    : [];
}
