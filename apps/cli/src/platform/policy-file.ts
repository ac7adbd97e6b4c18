import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import type { PolicyFile } from '@halfminute/core';
import { systemErrorName } from './system-error.ts';

export interface PolicyPlace {
  readonly path: string;
  /** The user who alone may write there: root. */
  readonly ownerId: number;
}

/** No policy is as long as that. */
const MOST_BYTES = 1_000_000;

/** The policy as it lies there. What somebody else than its owner may have written is no policy: the file is refused. */
export function readPolicyFile({ path, ownerId }: PolicyPlace): PolicyFile {
  let descriptor: number;
  try {
    // Without O_NONBLOCK a named pipe would wait for a writer for ever.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const code = systemErrorName(error);
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { path, text: null, problem: null }
      : { path, text: null, problem: 'The file cannot be opened.' };
  }
  try {
    const { uid, mode, size } = fstatSync(descriptor);
    const problem = problemOf({ isFile: (mode & 0o170_000) === 0o100_000, isOwners: uid === ownerId, mode, size });
    return { path, text: problem === null ? textOf(readFileSync(descriptor)) : null, problem };
  } catch {
    return { path, text: null, problem: 'The file cannot be read, or is no text in UTF-8.' };
  } finally {
    closeSync(descriptor);
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

function problemOf(found: {
  readonly isFile: boolean;
  readonly isOwners: boolean;
  readonly mode: number;
  readonly size: number;
}): string | null {
  if (!found.isFile) {
    return 'It is not a file.';
  }
  if (!found.isOwners) {
    return 'The file does not belong to root.';
  }
  if ((found.mode & 0o022) !== 0) {
    return 'Others than root may write to the file.';
  }
  return found.size > MOST_BYTES ? 'The file is too long for a policy.' : null;
}
