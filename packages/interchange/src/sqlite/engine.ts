import { decodeBase64, decodeHex } from '../bytes.ts';
import { inflate } from '../inflate.ts';

/** What is called of SQLite (https://sqlite.org/c3ref/funclist.html). Pointers are numbers, and so are its answers. */
export interface Engine {
  readonly memory: WebAssembly.Memory;
  readonly call: EngineFunctions;
  /** The pointer to a function of ours that takes a pointer and answers a number. */
  pointerTo(answer: (pointer: number) => number): number;
}

interface EngineFunctions {
  __wasm_call_ctors(): void;
  malloc(bytes: number): number;
  sqlite3_initialize(): number;
  sqlite3_malloc(bytes: number): number;
  sqlite3_open_v2(name: number, database: number, flags: number, vfs: number): number;
  sqlite3_deserialize(
    database: number,
    schema: number,
    bytes: number,
    size: bigint,
    room: bigint,
    flags: number,
  ): number;
  sqlite3_limit(database: number, limit: number, value: number): number;
  sqlite3__wasm_db_config_ip(database: number, option: number, value: number, answer: number): number;
  sqlite3_progress_handler(database: number, steps: number, handler: number, context: number): void;
  sqlite3_prepare_v2(database: number, sql: number, bytes: number, statement: number, rest: number): number;
  sqlite3_step(statement: number): number;
  sqlite3_column_count(statement: number): number;
  sqlite3_column_name(statement: number, column: number): number;
  sqlite3_column_type(statement: number, column: number): number;
  sqlite3_column_double(statement: number, column: number): number;
  sqlite3_column_text(statement: number, column: number): number;
  sqlite3_column_blob(statement: number, column: number): number;
  sqlite3_column_bytes(statement: number, column: number): number;
  sqlite3_finalize(statement: number): number;
  readonly __indirect_function_table: WebAssembly.Table;
}

const pageBytes = 65_536;
/**
 * 8 MiB, as the build asks for, and as much again for what SQLite makes of a database. More tables than fit there would keep it
 * busy for minutes: its work grows with their square.
 */
const memoryPages = { initial: 128, more: 128 } as const;

/**
 * SQLite's own WebAssembly build, without its glue, which looks for files and for the network. It is given memory and
 * nothing else: each function that would reach a host says that there is none. A new one each time, so that no database
 * meets what another left. `fileBytes` are what it has to hold besides.
 */
export async function startEngine(fileBytes: number): Promise<Engine> {
  const module = await compiledEngine();
  const { initial, more } = memoryPages;
  const maximum = initial + more + Math.ceil(fileBytes / pageBytes);
  const memory = new WebAssembly.Memory({ initial, maximum });
  const { exports } = await WebAssembly.instantiate(module, importsOf(module, { memory, maximum }));
  // The names are those of the build, and the tests call each.
  const call = exports as unknown as EngineFunctions;
  // oxlint-disable no-underscore-dangle -- names of the build
  call.__wasm_call_ctors();
  if (call.sqlite3_initialize() !== 0) {
    throw new Error('SQLite does not start.');
  }
  const trampoline = await WebAssembly.compile(decodeHex(trampolineHex) ?? new Uint8Array());
  const pointers: ((pointer: number) => number)[] = [];
  const wrapped = await WebAssembly.instantiate(trampoline, { e: { f: (at: number) => pointers[0]?.(at) ?? 1 } });
  return {
    memory,
    call,
    pointerTo(answer) {
      pointers[0] = answer;
      const at = call.__indirect_function_table.grow(1);
      // The trampoline below exports one function, f.
      call.__indirect_function_table.set(at, (wrapped.exports as { readonly f: unknown }).f);
      return at;
    },
  };
  // oxlint-enable no-underscore-dangle
}

let compiling: Promise<WebAssembly.Module> | undefined;

/** Some 20 ms, once. Its half a megabyte is loaded only where somebody opens a database. */
function compiledEngine(): Promise<WebAssembly.Module> {
  return (compiling ??= compileEngine());
}

async function compileEngine(): Promise<WebAssembly.Module> {
  const { engineDeflatedBase64, engineSize } = await import('./engine-bytes.ts');
  const deflated = decodeBase64(engineDeflatedBase64);
  const wasm = deflated === null ? null : await inflate(deflated, engineSize);
  if (wasm === null) {
    throw new Error('The bytes of SQLite are damaged.');
  }
  return WebAssembly.compile(wasm);
}

/** "Function not implemented", as the C library of the build spells it. */
const notImplemented = -52;

interface Room {
  readonly memory: WebAssembly.Memory;
  /** In pages. */
  readonly maximum: number;
}

function importsOf(module: WebAssembly.Module, { memory, maximum }: Room): WebAssembly.Imports {
  const imports = new Map<string, Map<string, WebAssembly.ImportValue>>();
  const give = (from: string, name: string, value: WebAssembly.ImportValue): void => {
    imports.set(from, (imports.get(from) ?? new Map<string, WebAssembly.ImportValue>()).set(name, value));
  };
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    if (kind === 'function') {
      give(from, name, () => notImplemented);
    }
  }
  give('env', 'memory', memory);
  give('env', 'emscripten_date_now', () => 0);
  give('env', 'emscripten_get_now', () => 0);
  give('env', 'emscripten_get_heap_max', () => maximum * pageBytes);
  give('env', 'emscripten_resize_heap', (bytes: number) => growTo({ memory, maximum }, bytes >>> 0));
  return Object.fromEntries(Array.from(imports, ([from, functions]) => [from, Object.fromEntries(functions)]));
}

/** 1 where it grew. SQLite answers 'out of memory' to a 0. */
function growTo({ memory, maximum }: Room, bytes: number): number {
  const wanted = Math.ceil(bytes / pageBytes);
  const present = memory.buffer.byteLength / pageBytes;
  if (wanted > maximum) {
    return 0;
  }
  try {
    memory.grow(Math.max(0, wanted - present));
    return 1;
  } catch {
    // RangeError: the host has no more.
    return 0;
  }
}

/** (module (import "e" "f" (func (param i32) (result i32))) (export "f" (func 0))): only functions of WebAssembly have pointers. */
const trampolineHex = '0061736d0100000001060160017f017f02070101650166000007050101660000';
