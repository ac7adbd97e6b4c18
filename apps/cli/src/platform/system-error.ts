import { PlatformError, type PlatformErrorCode } from '@halfminute/core';
import { systemErrorName } from '../system-error-name.ts';

const CODES_BY_NAME: Readonly<Record<string, PlatformErrorCode>> = {
  EISDIR: 'is-a-directory',
  EACCES: 'not-permitted',
  EPERM: 'not-permitted',
  EROFS: 'not-permitted',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  // A limit on one file's size (RLIMIT_FSIZE) stops a write exactly as a full disk does.
  EFBIG: 'disk-full',
};

/**
 * What the operating system refused, in the port's words. The message names the act and the system's own short name for
 * the refusal, never a path or content.
 */
export function toPlatformError(error: unknown, act: string): PlatformError {
  if (error instanceof PlatformError) {
    return error;
  }
  const name = systemErrorName(error);
  const code = (name === null ? undefined : CODES_BY_NAME[name]) ?? 'io';
  return new PlatformError(code, `${act}: ${name ?? 'unexpected failure'}.`, { cause: error });
}
