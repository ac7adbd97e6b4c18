/** "307615" is read as "3 0 7 6 1 5", one sign at a time, never as a number. */
export function spokenCode(code: string): string {
  return [...code].join(' ');
}
