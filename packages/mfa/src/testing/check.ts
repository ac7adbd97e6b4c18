/* The few comparisons that the contract needs, without a test runner. */

/** Throws unless both are the same, members, bytes and all. `what` names them; messages hold no stored value but texts, numbers and their like. */
export function checkSame(got: unknown, wanted: unknown, what: string): void {
  if (wanted instanceof Uint8Array) {
    if (!(got instanceof Uint8Array) || textOf(got) !== textOf(wanted)) {
      throw new Error(`${what}: other bytes than the ${wanted.length} expected, or no Uint8Array at all.`);
    }
  } else if (Array.isArray(wanted)) {
    checkSame(Array.isArray(got) ? got.length : got, wanted.length, `${what}.length`);
    wanted.forEach((member, index) => checkSame(memberOf(got, index), member, `${what}[${index}]`));
  } else if (typeof wanted === 'object' && wanted !== null) {
    checkSame(namesOf(got), namesOf(wanted), `members of ${what}`);
    for (const [name, member] of Object.entries(wanted)) {
      checkSame(memberOf(got, name), member, `${what}.${name}`);
    }
  } else if (!Object.is(got, wanted)) {
    throw new Error(`${what}: expected ${String(wanted)}, got ${String(got)}.`);
  }
}

/** Throws unless `got` is true. */
export function checkThat(got: boolean, what: string): void {
  if (!got) {
    throw new Error(`${what}: this does not hold.`);
  }
}

/** Throws if the act succeeds. */
export async function checkRejects(act: Promise<unknown>, what: string): Promise<void> {
  try {
    await act;
  } catch {
    return;
  }
  throw new Error(`${what}: expected it to fail, and it did not.`);
}

function memberOf(value: unknown, name: string | number): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function namesOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? Object.keys(value).sort(inOrder).join() : String(value);
}

function textOf(bytes: Uint8Array): string {
  return bytes.join();
}

/** The order of texts, for lists that may come back in any order. */
export function inOrder(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
