import type { Chance } from './chance.ts';

/** Values that programs get wrong, whatever field they stand in. */
const oddValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  Number.POSITIVE_INFINITY,
  2 ** 31,
  Number.MAX_SAFE_INTEGER,
  -0,
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  'null',
  'undefined',
  'NaN',
  '__proto__',
  'constructor',
  '\u0000',
  '\ud800',
  '\u202e',
  'A'.repeat(5000),
  '=',
  'JBSWY3DPEHPK3PXP',
  'otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&digits=99',
  'steam://JBSWY3DPEHPK3PXP',
  'totp',
  'HOTP',
  'SHA512',
  'MD5',
  [],
  {},
  [[]],
  { length: 2 ** 32 },
  { toString: 1, valueOf: 1 },
];

const oddNames = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', ''];

/** A tree one step away from the given one. Trees are copied where they change. */
export function mutateJson(tree: unknown, chance: Chance): unknown {
  if (Array.isArray(tree)) {
    return chance.below(4) === 0 || tree.length === 0 ? otherList(tree, chance) : changedAt(tree, chance);
  }
  if (typeof tree === 'object' && tree !== null) {
    return otherObject(Object.entries(tree), chance);
  }
  return otherLeaf(tree, chance);
}

function changedAt(list: readonly unknown[], chance: Chance): unknown[] {
  const at = chance.below(list.length);
  return list.with(at, mutateJson(list[at], chance));
}

function otherList(list: readonly unknown[], chance: Chance): unknown {
  const at = chance.below(list.length + 1);
  switch (chance.below(5)) {
    case 0:
      return list.toSpliced(at, 1);
    case 1:
      return list.toSpliced(at, 0, list[at]);
    case 2:
      return list.toSpliced(at, 0, chance.pick(oddValues));
    case 3:
      return Object.fromEntries(list.entries());
    default:
      return chance.pick(oddValues);
  }
}

function otherObject(fields: readonly (readonly [string, unknown])[], chance: Chance): unknown {
  if (fields.length === 0 || chance.below(30) === 0) {
    return chance.pick(oddValues);
  }
  const at = chance.below(fields.length);
  const [name, value] = chance.pick(fields.slice(at, at + 1));
  switch (chance.below(8)) {
    case 0:
      return asObject(fields.toSpliced(at, 1));
    case 1:
      return asObject(fields.with(at, [chance.pick(oddNames), value]));
    case 2:
      return asObject([...fields, [chance.pick(oddNames), chance.pick(oddValues)]]);
    case 3:
      return asObject(fields.with(at, [name, chance.pick(fields)[1]]));
    default:
      return asObject(fields.with(at, [name, mutateJson(value, chance)]));
  }
}

/** "__proto__" becomes a field like any other, as JSON.parse makes it. */
function asObject(fields: readonly (readonly [string, unknown])[]): unknown {
  return Object.fromEntries(fields);
}

function otherLeaf(value: unknown, chance: Chance): unknown {
  if (typeof value === 'string' && value.length > 0 && chance.below(2) === 0) {
    const at = chance.below(value.length);
    return (
      value.slice(0, at) + chance.pick(['', ' ', '0', '=', '%', ':', '\u0000', 'é']) + value.slice(at + chance.below(3))
    );
  }
  if (typeof value === 'number' && chance.below(2) === 0) {
    return value + chance.pick([1, -1, 0.5, 256, 2 ** 31, 2 ** 53]);
  }
  return chance.pick(oddValues);
}
