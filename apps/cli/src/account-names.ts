/** Service and user, as a line names an account. */
export function nameOf({ issuer, accountName }: { readonly issuer: string; readonly accountName: string }): string {
  return [issuer, accountName].filter((name) => name !== '').join(', ') || '(no name)';
}
