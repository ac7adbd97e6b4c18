import { fstatSync, closeSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { Script } from 'node:vm';

/**
 * What `halfminute` starts with once it is bundled (build.mjs). It runs the program, which lies beside it, and
 * keeps V8's compiled copy of it in the user's own cache folder: `read` takes some five milliseconds of its own, and
 * half of them would be compiling. The copy holds the program's code and constants, and nothing that was read or typed.
 * Without it (no such folder, another Node, `NODE_DISABLE_COMPILE_CACHE`) everything works the same, a little later.
 */

/** Name of the program's file, with a hash of its content: a copy of another content is never taken for this one's. */
declare const PROGRAM_FILE: string;

const program = join(__dirname, PROGRAM_FILE);
const compiledFile = compiledPath();
const compiled = compiledFile === null ? undefined : readOwn(compiledFile);
const script = new Script(`(function(require,module,exports){${readFileSync(program, 'latin1')}\n})`, {
  filename: program,
  ...(compiled !== undefined && { cachedData: compiled }),
});

if (compiledFile !== null && process.argv[2] === 'read' && (compiled === undefined || script.cachedDataRejected)) {
  process.once('exit', () => keep(compiledFile, script.createCachedData()));
}
const ownModule = { exports: {} };
// What a script's last expression yields has no type; this one is the function that was written above.
const body = script.runInThisContext() as (...args: readonly [NodeJS.Require, object, object]) => void;
body(require, ownModule, ownModule.exports);

/** null: none is to be kept. */
function compiledPath(): string | null {
  if (process.env['NODE_DISABLE_COMPILE_CACHE'] || process.platform === 'win32') {
    return null;
  }
  const given = process.env['XDG_CACHE_HOME'];
  const folder = given !== undefined && isAbsolute(given) ? given : join(homedir(), '.cache');
  return join(folder, 'halfminute', `${PROGRAM_FILE}-${process.version}-${process.arch}.compiled`);
}

/** The file, if it is ours alone: nobody else may put code into this program. */
function readOwn(path: string): Buffer | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch {
    return undefined;
  }
  try {
    const { uid, mode } = fstatSync(descriptor);
    const isOursAlone = uid === process.getuid?.() && (mode & 0o022) === 0;
    return isOursAlone ? readFileSync(descriptor) : undefined;
  } catch {
    return undefined;
  } finally {
    closeSync(descriptor);
  }
}

/** Not recursive: Node's own way up the path never ends where a system answers oddly, as /proc does. */
function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch {
    // There already, mostly; if not, the file cannot be made either, and nothing is lost.
  }
}

function keep(path: string, bytes: Buffer): void {
  const draft = `${path}.${process.pid}`;
  try {
    makeFolder(dirname(dirname(path)));
    makeFolder(dirname(path));
    writeFileSync(draft, bytes, { mode: 0o600, flag: 'wx' });
    renameSync(draft, path);
  } catch {
    // A start without it is slower by milliseconds, and that is all.
  }
}
