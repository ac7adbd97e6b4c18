/**
 * Writes packages/interchange/src/sqlite/engine-bytes.ts: SQLite's own WebAssembly build as text in a module, so that
 * neither a page nor a bundle has a file of it to fetch. Run it after a new version of @sqlite.org/sqlite-wasm; a test of
 * the room says when the two differ.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';

const room = join(import.meta.dirname, '../packages/interchange');
const require = createRequire(join(room, 'package.json'));
const wasm = await readFile(require.resolve('@sqlite.org/sqlite-wasm/sqlite3.wasm'));
const { version } = JSON.parse(await readFile(require.resolve('@sqlite.org/sqlite-wasm/package.json'), 'utf8'));

await writeFile(
  join(room, 'src/sqlite/engine-bytes.ts'),
  `// Made by tools/sqlite-bytes.mjs from @sqlite.org/sqlite-wasm ${version} (SQLite: public domain; the build: Apache-2.0).
/** Bytes of sqlite3.wasm. */
export const engineSize = ${wasm.length};
/** The same, deflated (RFC 1951), in base64. */
export const engineDeflatedBase64 =
  '${deflateRawSync(wasm, { level: 9 }).toString('base64')}';
`,
);
