const LEAST_LENGTH = 8;

/** Counted in code points, so that an emoji is one character, as it is for the eye. */
export function isPasswordTooShort(password: string): boolean {
  return Array.from(password).length < LEAST_LENGTH;
}
