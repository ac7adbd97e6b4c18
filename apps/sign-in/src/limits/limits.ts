/** Budgets by address, subnet and in all (the counter per account is the mfa package's). Kept in the database, so that nodes share them. */
export interface Limits {
  /** Takes one from each budget that this request falls under; when one is empty nothing is verified. */
  take(
    budget: BudgetName,
    about: { readonly address: string | null; readonly subject: string | null },
  ): Promise<{ readonly allowed: true } | { readonly allowed: false; readonly retryAfterSeconds: number }>;
}

export type BudgetName = 'password' | 'code' | 'mail' | 'link';
