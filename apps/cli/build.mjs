/**
 * Bundles the command line into dist/. Every part that only some commands need is a function that runs when it is first
 * asked for. They lie in four files: what `read` needs, which has to start fast, the rest, which is read when it is
 * needed, and what reads pictures and databases, each larger than both. A few lines start them (src/start.ts). Native
 * Argon2 stays a package of its own.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle, chunksNeededBy, toAscii, toParts, toProgram } from './bundle.mjs';

const here = import.meta.dirname;
const out = join(here, 'dist');

const chunks = await bundle('src/main.ts');
const swift = chunksNeededBy(chunks, ['src/main.ts', 'src/commands/read.ts']);
const entry = chunks.find((chunk) => chunk.isEntry);
const rest = chunks.filter((chunk) => !swift.has(chunk));
const others = chunksNeededBy(chunks, ['src/commands/import.ts']);
const forPictures = new Set(
  [...chunksNeededBy(chunks, ['src/pictures/read-picture.ts'], { withLater: true })].filter(
    (chunk) => !others.has(chunk),
  ),
);
// Two thirds of the rest, for who imports a database.
const forDatabases = chunksNeededBy(chunks, ['../../packages/interchange/src/sqlite/engine-bytes.ts']);
const later = [
  group(
    'pictures',
    rest.filter((chunk) => forPictures.has(chunk)),
  ),
  group('sqlite', [...forDatabases]),
  group(
    'rest',
    rest.filter((chunk) => !forPictures.has(chunk) && !forDatabases.has(chunk)),
  ),
];
const program = named('program', toProgram({ list: [...swift], main: entry, later }));
const [start] = await bundle('src/start.ts', { PROGRAM_FILE: JSON.stringify(program.fileName) });

await mkdir(out, { recursive: true });
const earlier = (await readdir(out)).filter((name) => name.endsWith('.cjs'));
await Promise.all(earlier.map((name) => rm(join(out, name))));
for (const { fileName, code } of [...later, program]) {
  await writeFile(join(out, fileName), code);
}
await writeFile(join(out, 'halfminute.cjs'), `#!/usr/bin/env node\n${start.code}`, { mode: 0o755 });
await copyFile(join(here, '../../LICENSE'), join(out, 'LICENSE'));

/** Parts that are read together when one of them is needed, in a file of their own. */
function group(name, list) {
  const file = named(name, `"use strict";module.exports=${toParts(list)};\n`);
  return { ...file, list, expression: `require(${JSON.stringify(`./${file.fileName}`)})` };
}

/** A file with its content's hash in its name. */
function named(name, code) {
  const ascii = toAscii(code);
  const hash = createHash('sha256').update(ascii).digest('hex').slice(0, 16);
  return { fileName: `${name}-${hash}.cjs`, code: ascii };
}
