/**
 * Bundles the command line into dist/: the program as one file, in which every part that only some commands need is a
 * function that runs when it is first asked for, and the few lines that start it (src/start.ts). Native Argon2 stays a
 * package of its own.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const here = import.meta.dirname;
const out = join(here, 'dist');

const program = toOneFile(await bundle('src/main.ts'));
const programFile = `program-${createHash('sha256').update(program).digest('hex').slice(0, 16)}.cjs`;
const [start] = await bundle('src/start.ts', { PROGRAM_FILE: JSON.stringify(programFile) });

await mkdir(out, { recursive: true });
const earlier = (await readdir(out)).filter((name) => name.endsWith('.cjs'));
await Promise.all(earlier.map((name) => rm(join(out, name))));
await writeFile(join(out, programFile), program);
await writeFile(join(out, 'halfminute.cjs'), `#!/usr/bin/env node\n${start.code}`, { mode: 0o755 });
await copyFile(join(here, '../../LICENSE'), join(out, 'LICENSE'));

/** CommonJS, since it starts some milliseconds sooner than a module does: bench/cli. */
async function bundle(input, define = {}) {
  const build = await rolldown({
    input: join(here, input),
    platform: 'node',
    external: ['@node-rs/argon2'],
    resolve: { conditionNames: ['@halfminute/source', 'node', 'import', 'default'] },
    transform: { define },
  });
  const { output } = await build.generate({
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    dynamicImportInCjs: false,
    minify: true,
  });
  await build.close();
  return output;
}

/** The chunks as functions of one file, each run at the first `require` of its name, as CommonJS runs files. */
function toOneFile(chunks) {
  const parts = chunks.map(({ fileName, code }) => {
    const body = code.replace(/^#!.*\n/, '');
    return `${JSON.stringify(`./${fileName}`)}(require,module,exports){${body}\n}`;
  });
  const entry = chunks.find((chunk) => chunk.isEntry);
  return `"use strict";
const parts={__proto__:null,${parts.join(',\n')}};
const loaded={__proto__:null};
function load(name){
  const part=parts[name];
  if(part===undefined)return require(name);
  let module=loaded[name];
  if(module===undefined){module=loaded[name]={exports:{}};part(load,module,module.exports)}
  return module.exports;
}
load(${JSON.stringify(`./${entry.fileName}`)});
`;
}
