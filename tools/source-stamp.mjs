/** Whether something that was built is still what its sources would make. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

/** One hash of the names and contents of these files, and of all files in these folders; both are named from the project's root. */
export function stampOf({ folders, files }) {
  const listed = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  );
  const hash = createHash('sha256');
  for (const file of [...files, ...listed].sort((one, other) => (one < other ? -1 : 1))) {
    hash.update(`${file}\0`).update(
      createHash('sha256')
        .update(readFileSync(join(root, file)))
        .digest(),
    );
  }
  return hash.digest('hex');
}

/** Whether `stampFile`, which `writeStamp` left beside the build, names this stamp. */
export function hasStamp(stampFile, stamp) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
}

export function writeStamp(stampFile, stamp) {
  writeFileSync(stampFile, stamp);
}
