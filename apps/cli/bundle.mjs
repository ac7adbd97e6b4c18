import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { spellOutProperties } from './spell-out-properties.mjs';

const here = import.meta.dirname;

/** CommonJS, since it starts some milliseconds sooner than a module does: bench/cli. */
export async function bundle(input, define = {}) {
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
export function chunksNeededBy(chunks, modules) {
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
export function toParts(list) {
  const parts = list.map(({ fileName, code }) => {
    const body = code.replace(/^#!.*\n/, '');
    return `${JSON.stringify(`./${fileName}`)}(require,module,exports){${body}\n}`;
  });
  return `{__proto__:null,${parts.join(',\n')}}`;
}

/**
 * A program of these parts, of which `main` is run. `rest` is an expression for the parts that are read only when one of
 * them is needed.
 */
export function toProgram({ list, main, rest }) {
  return `"use strict";
const parts=${toParts(list)};
const loaded={__proto__:null};
let rest;
function load(name){
  let module=loaded[name];
  if(module!==undefined)return module.exports;
  const part=parts[name]??(name.startsWith("./")?(rest??=${rest})[name]:undefined);
  if(part===undefined)return require(name);
  module=loaded[name]={exports:{}};
  part(load,module,module.exports);
  return module.exports;
}
load(${JSON.stringify(`./${main.fileName}`)});
`;
}

/** One byte a character, which is half the memory to read: what is not ASCII stands in literals only, where an escape means the same. */
export function toAscii(code) {
  return spellOutProperties(code).replaceAll(
    /[^\0-\x7f]/g, // oxlint-disable-line no-control-regex -- the range of ASCII
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
