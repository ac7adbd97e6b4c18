/** The truth beside a golden file in vectors/vault. */
export interface Truth {
  readonly about: string;
  readonly password?: string;
  readonly recoveryKey?: string;
  readonly deviceKeyHex?: string;
  /** The kinds of the slots, in their order. */
  readonly slots: readonly string[];
  /** In the user's order. */
  readonly accounts: readonly Record<string, unknown>[];
  readonly trash: readonly Record<string, unknown>[];
  readonly preferences: { readonly [name: string]: unknown };
  /** Texts that stand in the file, or in its content, also after it was opened and written again. */
  readonly survivesInHeader?: readonly string[];
  readonly survivesInContent?: readonly string[];
}
