/** How many characters of a long code or a recovery key stand there; spaces and hyphens are dress. */
export function longCodeLength(typed: string): number {
  return Array.from(typed.replaceAll(/[\s-]/gu, '')).length;
}

/** In groups of four, as sign-in pages show it. */
export function groupedLongCode(code: string): string {
  return code.match(/.{1,4}/gu)?.join(' ') ?? '';
}
