/**
 * Lets an act run to its end without waiting. Only for acts that tell of their own failure elsewhere (a notice, a state):
 * nobody would hear of it here.
 */
export function inBackground(act: Promise<unknown>): void {
  act.catch(() => {
    // Told elsewhere, see above.
  });
}
