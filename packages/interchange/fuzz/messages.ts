export interface WorkerStart {
  readonly seed: number;
  readonly corpus: readonly Uint8Array[];
  /** The input that is being tried, so that it is known when the thread never comes back from it. */
  readonly current: SharedArrayBuffer;
  /** Two numbers of 32 bits: the length of that input, and how many were begun. */
  readonly currentLength: SharedArrayBuffer;
}

export type FromWorker =
  | {
      readonly kind: 'progress';
      /** Since the last message. */
      readonly tried: number;
      readonly corpus: number;
      readonly blocks: number;
    }
  | { readonly kind: 'find'; readonly input: Uint8Array; readonly error: string };
