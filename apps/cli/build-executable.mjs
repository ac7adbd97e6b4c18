/**
 * `node build-executable.mjs FOLDER`: the command line as one executable that needs no Node, in FOLDER, with its native
 * Argon2 beside it. It is Node itself, with our program inside. Built by the Node that runs this, for the system it runs on.
 */
import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundle, toAscii, toProgram } from './bundle.mjs';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  throw new Error('Expected: build-executable.mjs FOLDER');
}
const out = resolve(folder);
const work = await mkdtemp(join(tmpdir(), 'halfminute-executable-'));
try {
  await mkdir(out, { recursive: true });
  await writeFile(join(work, 'program.cjs'), toAscii(await wholeProgram()));
  const executable = join(out, process.platform === 'win32' ? 'halfminute.exe' : 'halfminute');
  const node = join(work, 'node');
  await copyFile(process.execPath, node);
  await chmod(node, 0o755);
  if (process.platform === 'linux') {
    // A quarter of it is names of functions for debuggers.
    execFileSync('strip', ['--strip-all', node]);
  }
  await writeFile(
    join(work, 'sea.json'),
    JSON.stringify({
      // By its name alone: the executable remembers it, and two builds shall be alike.
      main: 'program.cjs',
      executable: node,
      output: executable,
      disableExperimentalSEAWarning: true,
      useCodeCache: false,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      // Neither NODE_OPTIONS nor an argument changes what this program is.
      execArgvExtension: 'none',
    }),
  );
  execFileSync(process.execPath, ['--build-sea=sea.json'], { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
  await chmod(executable, 0o755);
  await copyFile(nativeArgon2(), join(out, 'argon2.node'));
} finally {
  await rm(work, { recursive: true, force: true });
}

/** All parts in one text; inside an executable `require` knows Node's own modules only. */
async function wholeProgram() {
  const chunks = await bundle('src/main.ts');
  const main = chunks.find((chunk) => chunk.isEntry);
  return `"use strict";
const builtIn=require;
require=(name)=>{
  if(name!=="@node-rs/argon2")return builtIn(name);
  const addon={exports:{}};
  process.dlopen(addon,builtIn("node:path").join(builtIn("node:path").dirname(process.execPath),"argon2.node"));
  return addon.exports;
};
{${toProgram({ list: chunks, main, later: [] }).replace('"use strict";', '')}}
`;
}

/** The file that the package loads on this system. */
function nativeArgon2() {
  createRequire(import.meta.url)('@node-rs/argon2');
  process.report.excludeNetwork = true;
  const loaded = process.report.getReport().sharedObjects.find((path) => /argon2[^/\\]*\.node$/.test(path));
  if (loaded === undefined) {
    throw new Error('@node-rs/argon2 loaded no native part.');
  }
  return loaded;
}
