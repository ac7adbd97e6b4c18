/**
 * Writes src/zxing-reader-wasm.ts from the pinned package: `node packages/qr/make-wasm-module.ts`, after its version was changed. A test holds the
 * module to the package's own file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const bytes = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
writeFileSync(
  join(import.meta.dirname, 'src', 'zxing-reader-wasm.ts'),
  `/**
 * The WebAssembly of zxing-wasm's reader as base64: as bytes in a module it needs no connection, which a worker of the window does not have, and it is
 * there without a network. Written by make-wasm-module.ts. Apache-2.0, the authors of ZXing-C++ and zxing-wasm.
 */
export const zxingReaderWasmBase64: string =
  '${bytes.toString('base64')}';
`,
);
