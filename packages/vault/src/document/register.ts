import { compareTexts } from '../json.ts';
import type { JsonValue } from '../json.ts';
import { compareStamps } from './stamp.ts';
import type { Stamp } from './stamp.ts';

/** A value that is changed as a whole, and when that was. Of two, the later is kept. */
export interface Register {
  readonly stamp: Stamp;
  /** undefined: absent, which is a value like another. */
  readonly value: JsonValue | undefined;
}

/**
 * The register that is kept. Equal stamps with different values come from a writer that broke the rules; even then every copy must keep
 * the same one, so the text decides.
 */
export function laterRegister(a: Register, b: Register): Register {
  const order = compareStamps(a.stamp, b.stamp) || compareTexts(valueText(a), valueText(b));
  return order >= 0 ? a : b;
}

export function sameValue(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** An absent value comes before every JSON text. */
function valueText(register: Register): string {
  return register.value === undefined ? '' : JSON.stringify(register.value);
}
