import { PlatformError } from '@halfminute/core';
import type { ShellError } from '../bindings.ts';

type Answer<Data> =
  | { readonly status: 'ok'; readonly data: Data }
  | { readonly status: 'error'; readonly error: ShellError };

/** What the shell answered. Throws {@link PlatformError} where it could not. */
export async function answerOf<Data>(asked: Promise<Answer<Data>>): Promise<Data> {
  const answer = await asked;
  if (answer.status === 'error') {
    throw new PlatformError(answer.error.code, answer.error.message);
  }
  return answer.data;
}
