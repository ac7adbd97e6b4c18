/** One comparison: what ran side by side in one run, and what was wanted of it. */
export interface Table {
  readonly title: string;
  /** `ratio` is to or against the first row; the title says which. */
  readonly rows: readonly { readonly name: string; readonly perSecond: number; readonly ratio: number }[];
  readonly targets: readonly {
    readonly what: string;
    readonly wanted: string;
    readonly measured: string;
    readonly met: boolean;
  }[];
}
