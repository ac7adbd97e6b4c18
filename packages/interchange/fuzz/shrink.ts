/** Takes pieces away, ever smaller ones, as long as what is left still fails. */
export async function shrink(input: Uint8Array, fails: (input: Uint8Array) => Promise<boolean>): Promise<Uint8Array> {
  let small = input;
  for (let piece = Math.ceil(small.length / 2); piece >= 1; piece = piece === 1 ? 0 : Math.ceil(piece / 2)) {
    for (let at = 0; at < small.length;) {
      const without = Uint8Array.from([...small.subarray(0, at), ...small.subarray(at + piece)]);
      // oxlint-disable-next-line no-await-in-loop -- each step stands on the one before
      if (await fails(without)) {
        small = without;
      } else {
        at += piece;
      }
    }
  }
  return small;
}
