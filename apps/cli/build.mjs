/**
 * Bundles the command line into dist/. Every part that only some commands need is a function that runs when it is first
 * asked for. They lie in two files: what `read` needs, which has to start fast, and the rest, which is read when it is
 * needed. A few lines start them (src/start.ts). Native Argon2 stays a package of its own.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { spellOutProperties } from './spell-out-properties.mjs';

const here = import.meta.dirname;
const out = join(here, 'dist');

const chunks = await bundle('src/main.ts');
const swift = chunksNeededBy(['src/main.ts', 'src/commands/read.ts']);
const rest = named('rest', `"use strict";module.exports=${toParts(chunks.filter((chunk) => !swift.has(chunk)))};\n`);
const program = named('program', toProgram([...swift], rest.fileName));
const [start] = await bundle('src/start.ts', { PROGRAM_FILE: JSON.stringify(program.fileName) });

await mkdir(out, { recursive: true });
const earlier = (await readdir(out)).filter((name) => name.endsWith('.cjs'));
await Promise.all(earlier.map((name) => rm(join(out, name))));
for (const { fileName, code } of [rest, program]) {
  await writeFile(join(out, fileName), code);
}
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

/** The chunks of these modules, and whatever they load at once. */
function chunksNeededBy(modules) {
  const needed = new Set();
  const add = (chunk) => {
    if (chunk !== undefined && !needed.has(chunk)) {
      needed.add(chunk);
      chunk.imports.forEach((fileName) => add(chunks.find((other) => other.fileName === fileName)));
    }
  };
  for (const module of modules) {
    const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId === join(here, module));
    if (chunk === undefined) {
      throw new Error(`${module} has no chunk of its own.`);
    }
    add(chunk);
  }
  return needed;
}

/** The chunks as functions by name, each to be run at the first `require` of it, as CommonJS runs files. */
function toParts(list) {
  const parts = list.map(({ fileName, code }) => {
    const body = code.replace(/^#!.*\n/, '');
    return `${JSON.stringify(`./${fileName}`)}(require,module,exports){${body}\n}`;
  });
  return `{__proto__:null,${parts.join(',\n')}}`;
}

function toProgram(list, restFile) {
  const entry = list.find((chunk) => chunk.isEntry);
  return `"use strict";
const parts=${toParts(list)};
const loaded={__proto__:null};
let rest;
function load(name){
  let module=loaded[name];
  if(module!==undefined)return module.exports;
  const part=parts[name]??(name.startsWith("./")?(rest??=require(${JSON.stringify(`./${restFile}`)}))[name]:undefined);
  if(part===undefined)return require(name);
  module=loaded[name]={exports:{}};
  part(load,module,module.exports);
  return module.exports;
}
load(${JSON.stringify(`./${entry.fileName}`)});
`;
}

/**
 * A file with its content's hash in its name. One byte a character, which is half the memory to read: what is not ASCII
 * stands in literals only, where an escape means the same.
 */
function named(name, code) {
  const ascii = spellOutProperties(code).replaceAll(
    /[^\0-\x7f]/g, // oxlint-disable-line no-control-regex -- the range of ASCII
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const hash = createHash('sha256').update(ascii).digest('hex').slice(0, 16);
  return { fileName: `${name}-${hash}.cjs`, code: ascii };
}
