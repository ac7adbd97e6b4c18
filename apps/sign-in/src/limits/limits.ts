/** What a request is charged to. Nothing in it is stored in clear but the address. */
export interface BudgetAbout {
  /** The client's address (see `clientAddress`), or null where there is none: all such share one budget. */
  readonly address: string | null;
  /** The user it is about: an id, or a name in the form by which names are compared; null where the budget has none. */
  readonly subject: string | null;
}

/** Budgets by address, subnet and in all (the counter per account is the mfa package's). Kept in the database, so that nodes share them. */
export interface Limits {
  /**
   * Takes one from each budget that this request falls under; when one is empty nothing is taken and nothing may be verified.
   * Throws where the database does: then nothing may be verified either.
   */
  take(
    budget: BudgetName,
    about: BudgetAbout,
  ): Promise<{ readonly allowed: true } | { readonly allowed: false; readonly retryAfterSeconds: number }>;
  /**
   * Puts back what `take` took, where no wrong guess was made: the password or the code was right, or nothing was looked at
   * (a wait, a form that was not filled in). So the budgets bound wrong guesses, also parallel ones, and a whole office that
   * signs in at nine o'clock behind one address stays within them.
   */
  giveBack(budget: BudgetName, about: BudgetAbout): void;
  /** Writes what is not yet in the database; before the service stops. */
  settle(): Promise<void>;
}

/** `password` and `code` are for guesses (give back what was right), `mail` for mails asked for by strangers, `link` for links opened. */
export type BudgetName = 'password' | 'code' | 'mail' | 'link';
