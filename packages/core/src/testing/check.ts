/* The few comparisons that the contract needs, without a test runner. */

/** Throws unless both are the same primitive. */
export function checkSame(got: unknown, wanted: string | number | boolean | null, what: string): void {
  if (!Object.is(got, wanted)) {
    throw new Error(`${what}: expected ${String(wanted)}, got ${String(got)}.`);
  }
}

/** Throws unless `got` is true. */
export function checkThat(got: boolean, what: string): void {
  if (!got) {
    throw new Error(`${what}: this does not hold.`);
  }
}

/** Throws unless both have the same bytes. */
export function checkBytes(got: Uint8Array | null | undefined, wanted: Uint8Array, what: string): void {
  if (got === null || got === undefined) {
    throw new Error(`${what}: expected ${wanted.length} bytes, got none.`);
  }
  const isSame = got.length === wanted.length && got.every((byte, index) => byte === wanted[index]);
  if (!isSame) {
    throw new Error(`${what}: expected ${wanted.length} bytes, got ${got.length} others.`);
  }
}

/** Answers what the act is rejected with. Throws if it succeeds. */
export async function rejectionOf(act: Promise<unknown>, what: string): Promise<unknown> {
  try {
    await act;
  } catch (error) {
    return error;
  }
  throw new Error(`${what}: expected it to fail, and it did not.`);
}
