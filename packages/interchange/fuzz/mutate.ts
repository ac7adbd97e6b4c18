import type { Chance } from './chance.ts';
import { mutateJson } from './mutate-json.ts';

/** No input grows beyond this; what size alone does is tried by hand-made files. */
const mostBytes = 256 * 1024;

const tokens = [
  'otpauth://',
  'otpauth-migration://offline?data=',
  '&secret=',
  '&digits=99',
  '&period=0',
  '%00',
  '%',
  '&amp;',
  '&#x0;',
  '<string name="',
  ']]>',
  '<!ENTITY a "a">',
  '"',
  '","',
  '{',
  '[',
  '\n',
  '\r\n',
  '\0',
  '\ufeff',
  '18446744073709551616',
  '-1',
  '1e999',
].map((text) => new TextEncoder().encode(text));

/** Bytes one or a few steps away from `bytes`; `other` is another file to take pieces from. */
export function mutate(bytes: Uint8Array, other: Uint8Array, chance: Chance): Uint8Array {
  const tree = chance.below(3) > 0 ? jsonOf(bytes) : undefined;
  let changed = bytes;
  if (tree !== undefined) {
    let next: unknown = tree;
    for (let left = 1 + chance.below(3); left > 0; left--) {
      next = mutateJson(next, chance);
    }
    changed = new TextEncoder().encode(JSON.stringify(next) ?? '');
  } else {
    for (let left = 1 + chance.below(4); left > 0; left--) {
      changed = mutateBytes(changed, other, chance);
    }
  }
  return changed.subarray(0, mostBytes);
}

function jsonOf(bytes: Uint8Array): unknown {
  if (bytes[0] !== 0x7b && bytes[0] !== 0x5b) {
    return undefined;
  }
  try {
    // JSON.parse answers any by declaration.
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

function mutateBytes(bytes: Uint8Array, other: Uint8Array, chance: Chance): Uint8Array {
  const at = chance.below(bytes.length + 1);
  const length = 1 + chance.below(chance.pick([1, 4, 64, 4096]));
  switch (chance.below(8)) {
    case 0: {
      const copy = Uint8Array.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ (1 << chance.below(8));
      return copy;
    }
    case 1: {
      const copy = Uint8Array.from(bytes);
      copy.fill(chance.pick([0, 0x7f, 0x80, 0xff]), at, at + chance.pick([1, 2, 4, 8]));
      return copy;
    }
    case 2:
      return joined(bytes.subarray(0, at), bytes.subarray(at + length));
    case 3:
      return bytes.subarray(0, at);
    case 4:
      return joined(bytes.subarray(0, at), chance.pick(tokens), bytes.subarray(at));
    case 5:
      return joined(bytes.subarray(0, at), chance.pick(tokens), bytes.subarray(at + length));
    case 6:
      return joined(bytes.subarray(0, at + length), bytes.subarray(at));
    default: {
      const from = chance.below(other.length + 1);
      return joined(bytes.subarray(0, at), other.subarray(from, from + length), bytes.subarray(at));
    }
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
