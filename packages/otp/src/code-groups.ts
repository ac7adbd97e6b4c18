/** Lengths of the groups in which a code is easiest to read and to type, by its length. */
const groupLengths: ReadonlyMap<number, readonly number[]> = new Map([
  [6, [3, 3]],
  [7, [3, 4]],
  [8, [4, 4]],
  [9, [3, 3, 3]],
  [10, [3, 3, 4]],
]);

/** Cuts a code into the groups it is shown in; four and five characters, and so Steam's five letters, stay whole. For the eye only: what is copied has no gaps. */
export function groupCode(code: string): string[] {
  const groups: string[] = [];
  let start = 0;
  for (const length of groupLengths.get(code.length) ?? [code.length]) {
    groups.push(code.slice(start, start + length));
    start += length;
  }
  return groups;
}
