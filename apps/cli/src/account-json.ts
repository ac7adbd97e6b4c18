/** What of an account is printed. The same spelling everywhere; README.md, "JSON". */
export interface PrintedAccount {
  readonly kind: string;
  readonly issuer: string;
  readonly accountName: string;
  readonly algorithm: string;
  readonly digits: number;
  readonly periodSeconds?: number | null;
  readonly counter?: number | null;
}

export interface AccountJson {
  readonly kind: string;
  readonly issuer: string;
  readonly accountName: string;
  readonly algorithm: string;
  readonly digits: number;
  /** A timed account has this one, a counter account the other. */
  readonly periodSeconds?: number;
  readonly counter?: number;
  readonly code: string | null;
  readonly secretBase32?: string;
}

/** `code`: null where none may be shown. `secretBase32`: only when the user asked for it. */
export function accountToJson(
  account: PrintedAccount,
  { code, secretBase32 }: { readonly code: string | null; readonly secretBase32?: string | undefined },
): AccountJson {
  const { kind, issuer, accountName, algorithm, digits, periodSeconds, counter } = account;
  return {
    kind,
    issuer,
    accountName,
    algorithm,
    digits,
    ...(typeof periodSeconds === 'number' && { periodSeconds }),
    ...(typeof counter === 'number' && { counter }),
    code,
    ...(secretBase32 !== undefined && { secretBase32 }),
  };
}
