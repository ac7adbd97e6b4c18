import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import type { PolicyFile } from '@halfminute/core';
import { systemErrorName } from '../system-error-name.ts';

export interface PolicyPlace {
  readonly path: string;
  /** The user who alone may write there: root. */
  readonly ownerId: number;
}

/** No policy is as long as that. */
const MOST_BYTES = 1024 * 1024;

/**
 * The policy as it lies there. What somebody else than its owner may have written is no policy: the file is refused. The window's twin of this is
 * apps/desktop/src-tauri/src/policy/file.rs; vectors/policy holds both to the same answers.
 */
export function readPolicyFile({ path, ownerId }: PolicyPlace): PolicyFile {
  const refused = (problem: string): PolicyFile => ({ path, text: null, problem });
  let descriptor: number;
  try {
    // Without O_NONBLOCK a named pipe would wait for a writer for ever.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const code = systemErrorName(error);
    const isAbsent = code === 'ENOENT' || code === 'ENOTDIR';
    return isAbsent ? { path, text: null, problem: null } : refused('The file cannot be opened.');
  }
  try {
    const problem = problemOf(fstatSync(descriptor), ownerId);
    if (problem !== null) {
      return refused(problem);
    }
    const text = textOf(readFileSync(descriptor));
    return text === null ? refused('The file is no text in UTF-8.') : { path, text, problem: null };
  } catch {
    return refused('The file cannot be read.');
  } finally {
    closeSync(descriptor);
  }
}

function problemOf(status: Stats, ownerId: number): string | null {
  if (!status.isFile()) {
    return 'It is not a file.';
  }
  if (status.uid !== ownerId) {
    return 'The file does not belong to root.';
  }
  if ((status.mode & 0o022) !== 0) {
    return 'Others than root may write to the file.';
  }
  return status.size > MOST_BYTES ? 'The file is larger than 1 MiB.' : null;
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
