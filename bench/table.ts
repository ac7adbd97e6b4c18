interface Target {
  readonly what: string;
  readonly wanted: string;
  readonly measured: string;
  readonly met: boolean;
}

/** One comparison: what ran side by side in one run, and what was wanted of it. */
export interface Table {
  readonly title: string;
  /** `ratio` is to or against the first row; the title says which. Where nothing is counted by the second, the name holds the figure. */
  readonly rows: readonly { readonly name: string; readonly perSecond?: number; readonly ratio: number }[];
  readonly targets: readonly Target[];
}

/** The same where it is not speed that is compared. */
export interface CountTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
  readonly targets: readonly Target[];
}

/** A target of a ratio. */
export function atMost(what: string, wanted: number, measured: number): Table['targets'][number] {
  return { what, wanted: `at most ${wanted} times`, measured: `${measured.toFixed(2)} times`, met: measured <= wanted };
}
