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

/** The chunks of these modules, and whatever they load at once; `withLater`: and whatever they may load later. */
export function chunksNeededBy(chunks, modules, { withLater = false } = {}) {
  const needed = new Set();
  const add = (chunk) => {
    if (chunk !== undefined && !needed.has(chunk)) {
      needed.add(chunk);
      const names = withLater ? [...chunk.imports, ...chunk.dynamicImports] : chunk.imports;
      names.forEach((fileName) => add(chunks.find((other) => other.fileName === fileName)));
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
 * A program of these parts, of which `main` is run. `later` are groups of parts that are read only when one of them is needed: each names its parts and an
 * expression for them.
 */
export function toProgram({ list, main, later }) {
  const groups = later.map(({ list: parts, expression }) => {
    const names = Object.fromEntries(parts.map(({ fileName }) => [`./${fileName}`, 1]));
    return `[${JSON.stringify(names)},()=>${expression}]`;
  });
  return `"use strict";
const parts=${toParts(list)};
const loaded={__proto__:null};
const later=[${groups.join(',')}];
function load(name){
  let module=loaded[name];
  if(module!==undefined)return module.exports;
  const part=parts[name]??later.find(([names])=>names[name]===1)?.[1]()[name];
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
