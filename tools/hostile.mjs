/** `npm run hostile`: files made to do harm, handed to the command line one by one; prints what became of each, with seconds and peak memory. */
import { join } from 'node:path';
import { installNpmPackages, root, useProjectNode } from './setup.mjs';
import { command } from './stages.mjs';

installNpmPackages();
await useProjectNode(import.meta.filename);
const { failed } = await command('node', [
  '--conditions=@halfminute/source',
  join(root, 'packages', 'interchange', 'hostile', 'run.ts'),
]);
process.exitCode = failed;
