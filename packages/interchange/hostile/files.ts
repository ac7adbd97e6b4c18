import { archives } from './archives.ts';
import { databases } from './databases.ts';
import type { HostileFile } from './hostile-file.ts';
import { keyDerivations } from './key-derivations.ts';
import { lists } from './lists.ts';
import { patterns } from './patterns.ts';
import { pictures } from './pictures.ts';

/** Files made to do harm, and a few honest ones that only look like it. Each is made when it is asked for. */
export const hostileFiles: readonly HostileFile[] = [
  ...lists,
  ...patterns,
  ...keyDerivations,
  ...databases,
  ...archives,
  ...pictures,
];
