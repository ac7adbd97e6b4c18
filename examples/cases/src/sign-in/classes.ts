const passwordClass = 'urn:halfminute:acr:pwd';
const rememberedClass = 'urn:halfminute:acr:remembered';
export const mfaClass = 'urn:halfminute:acr:mfa';

/** How strongly somebody signed in, as the service's claim `acr` says it; each includes those before it. */
const byStrength: readonly string[] = [passwordClass, rememberedClass, mfaClass, 'phr'];

/** Whether `acr` is one of `wanted` or stronger than one of them. A class that nobody here knows is enough for nothing else. */
export function isEnough(acr: string | undefined, wanted: readonly string[]): boolean {
  const strength = acr === undefined ? -1 : byStrength.indexOf(acr);
  return wanted.some((one) => one === acr || (byStrength.includes(one) && strength > byStrength.indexOf(one)));
}

/** How somebody signed in, for the page's head: "one-time code". */
export function classToWords(acr: string, amr: readonly string[]): string {
  if (isEnough(acr, [mfaClass])) {
    return amr.includes('otp')
      ? 'one-time code'
      : amr.includes('urn:halfminute:amr:recovery-code')
        ? 'recovery code'
        : 'MFA';
  }
  return acr === rememberedClass ? 'remembered device' : 'password';
}
