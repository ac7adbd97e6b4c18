import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { decodeBase64 } from '../src/decode-base64.ts';
import { zxingReaderWasmBase64 } from '../src/zxing-reader-wasm.ts';

it('The WebAssembly in the module is the pinned package’s own, byte by byte (else: node packages/qr/make-wasm-module.ts).', () => {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  expect(Buffer.compare(decodeBase64(zxingReaderWasmBase64), readFileSync(file))).toBe(0);
});

it('Base64 is decoded with any padding.', () => {
  for (const text of ['', 'a', 'ab', 'abc', 'abcd']) {
    expect(Buffer.from(decodeBase64(Buffer.from(text).toString('base64'))).toString()).toBe(text);
  }
});
