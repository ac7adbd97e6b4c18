/**
 * Bundles the command line into dist/. Every part that only some commands need is a function that runs when it is first
 * asked for. They lie in two files: what `read` needs, which has to start fast, and the rest, which is read when it is
 * needed. A few lines start them (src/start.ts). Native Argon2 stays a package of its own.
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
const rest = named('rest', `"use strict";module.exports=${toParts(chunks.filter((chunk) => !swift.has(chunk)))};\n`);
const program = named(
  'program',
  toProgram({ list: [...swift], main: entry, rest: `require(${JSON.stringify(`./${rest.fileName}`)})` }),
);
const [start] = await bundle('src/start.ts', { PROGRAM_FILE: JSON.stringify(program.fileName) });

await mkdir(out, { recursive: true });
const earlier = (await readdir(out)).filter((name) => name.endsWith('.cjs'));
await Promise.all(earlier.map((name) => rm(join(out, name))));
for (const { fileName, code } of [rest, program]) {
  await writeFile(join(out, fileName), code);
}
await writeFile(join(out, 'halfminute.cjs'), `#!/usr/bin/env node\n${start.code}`, { mode: 0o755 });
await copyFile(join(here, '../../LICENSE'), join(out, 'LICENSE'));

/** A file with its content's hash in its name. */
function named(name, code) {
  const ascii = toAscii(code);
  const hash = createHash('sha256').update(ascii).digest('hex').slice(0, 16);
  return { fileName: `${name}-${hash}.cjs`, code: ascii };
}
