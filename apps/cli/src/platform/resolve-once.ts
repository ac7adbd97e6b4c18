import { lstat, readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { systemErrorName } from '../system-error-name.ts';

/** As the kernel counts them: more links in a row than this are a ring. */
const MOST_LINKS = 40;

/**
 * The real path behind symbolic links, also where the file (or its folder) is yet to be made. Two programs that name the
 * same vault differently get the same answer, and with it the same lock.
 */
export async function resolveOnce(path: string): Promise<string> {
  let at = resolve(path);
  for (let links = 0; links < MOST_LINKS; links++) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one link leads to the next
      return await realpath(at);
    } catch (error) {
      if (systemErrorName(error) !== 'ENOENT') {
        throw error;
      }
    }
    // oxlint-disable-next-line no-await-in-loop -- one link leads to the next
    const target = await danglingTarget(at);
    if (target === null) {
      break;
    }
    at = target;
  }
  const folder = dirname(at);
  return folder === at ? at : join(await resolveOnce(folder), basename(at));
}

/** Where a link points whose target is missing; null where the path is no link. */
async function danglingTarget(path: string): Promise<string | null> {
  try {
    return (await lstat(path)).isSymbolicLink() ? resolve(dirname(path), await readlink(path)) : null;
  } catch {
    return null;
  }
}
