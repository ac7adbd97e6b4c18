import { PlatformError, type PlatformErrorCode } from '@halfminute/core';

/** What a page sends to one of our workers. */
export interface WorkerRequest {
  readonly number: number;
  readonly request: unknown;
}

/** What comes back: the answer, or the coded refusal (an Error itself loses its class and code on the way). */
export type WorkerReply =
  | { readonly number: number; readonly answer: unknown }
  | { readonly number: number; readonly refusal: Refusal };

export interface Refusal {
  readonly code: PlatformErrorCode;
  readonly message: string;
}

/** An Error as a refusal that survives `postMessage`. What has no code of the port is 'io'. */
export function errorToRefusal(error: unknown): Refusal {
  if (error instanceof PlatformError) {
    return { code: error.code, message: error.message };
  }
  return { code: 'io', message: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown failure' };
}

export function refusalToError(refusal: Refusal): PlatformError {
  return new PlatformError(refusal.code, refusal.message);
}
