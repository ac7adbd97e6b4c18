/** How often a property is tried. Stryker repeats the tests for every mutant, where a few tries must do. */
export function propertyRuns(numRuns: number): { readonly numRuns: number } {
  return { numRuns: process.env['STRYKER_MUTATOR_WORKER'] === undefined ? numRuns : Math.ceil(numRuns / 20) };
}
