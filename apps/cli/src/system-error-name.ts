/** The `errno` name of an operating system's refusal, such as `ENOSPC`; null for any other value. */
export function systemErrorName(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
