import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scanGrayBuffer, ZBarSymbolType } from '@undecaf/zbar-wasm';
import { openQrReader } from '@halfminute/qr';
import jsqr from 'jsqr';
import { decodeQR } from 'qr/decode.js';
import {
  characterSets,
  defaultReaderOptions,
  encodeFormats,
  prepareZXingModule,
  textModes,
  type ZXingReaderModule,
} from 'zxing-wasm/reader';
import type { Canvas } from './canvas.ts';

/** One that looks for codes in a frame. */
export interface Rival {
  readonly name: string;
  /** Every text that it finds. */
  read(frame: Canvas): Promise<readonly string[]> | readonly string[];
  /** Lets go of what it needed. */
  end?(): void;
}

export const ourName = 'Halfminute';
export const bareName = 'zxing-wasm';

/** Ourselves and the bare decoder first. */
export async function startRivals(): Promise<readonly Rival[]> {
  const reader = await openQrReader();
  return [
    { name: ourName, read: (frame) => reader.read(frame).map(({ text }) => text) },
    await bareZxing(),
    { name: 'zbar-wasm', read: readByZbarWasm },
    { name: 'jsQR', read: readByJsQr },
    { name: 'qr', read: readByQr },
    zbarimg(),
  ];
}

/** zxing-wasm as the capability asks for it, on luma, without anything of ours around. */
async function bareZxing(): Promise<Rival> {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const overrides = { wasmBinary: Uint8Array.from(readFileSync(file)).buffer };
  const module = await prepareZXingModule({ overrides, fireImmediately: true });
  // as: the package declares its memory by types of another package.
  const zxing = module as ZXingReaderModule & {
    readonly HEAPU8: Uint8Array;
    _malloc(byteLength: number): number;
    _free(at: number): void;
  };
  const options = {
    ...defaultReaderOptions,
    formats: encodeFormats(['QRCodeModel2']),
    tryDownscale: false,
    binarizer: 0,
    eanAddOnSymbol: 0,
    textMode: textModes.indexOf('Plain'),
    characterSet: characterSets.indexOf('UTF8'),
    tryCode39ExtendedMode: false,
  };
  return {
    name: bareName,
    read({ width, height, luma }) {
      // oxlint-disable-next-line no-underscore-dangle -- the package's name for it
      const at = zxing._malloc(luma.length);
      zxing.HEAPU8.set(luma, at);
      const found = zxing.readBarcodesFromPixmap(at, width, height, options);
      // oxlint-disable-next-line no-underscore-dangle -- the package's name for it
      zxing._free(at);
      return Array.from({ length: found.size() }, (_, index) => found.get(index)?.text ?? '');
    },
  };
}

async function readByZbarWasm({ width, height, luma }: Canvas): Promise<readonly string[]> {
  const found = await scanGrayBuffer(luma.slice().buffer, width, height);
  return found.filter(({ type }) => type === ZBarSymbolType.ZBAR_QRCODE).map((symbol) => symbol.decode());
}

/** CommonJS whose types claim a default export. */
const decodeByJsQr = typeof jsqr === 'function' ? jsqr : jsqr.default;

function readByJsQr({ width, height, luma }: Canvas): readonly string[] {
  const found = decodeByJsQr(new Uint8ClampedArray(rgbaOf(luma).buffer), width, height);
  return found === null ? [] : [found.data];
}

function readByQr({ width, height, luma }: Canvas): readonly string[] {
  try {
    return [decodeQR({ width, height, data: rgbaOf(luma) })];
  } catch {
    return []; // its way to say that it found none
  }
}

/** Debian's zbarimg, a process a picture. */
function zbarimg(): Rival {
  const folder = mkdtempSync(join(tmpdir(), 'halfminute-bench-qr-'));
  const file = join(folder, 'picture.pgm');
  return {
    name: 'zbarimg',
    read({ width, height, luma }) {
      writeFileSync(file, Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), luma]));
      try {
        const given = ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', file];
        return execFileSync('zbarimg', given, { stdio: ['ignore', 'pipe', 'ignore'] })
          .toString()
          .split('\n')
          .filter((line) => line !== '');
      } catch {
        return []; // it ends with 4 where it found none
      }
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function rgbaOf(luma: Uint8Array): Uint8Array {
  const rgba = new Uint8Array(luma.length * 4);
  const words = new Uint32Array(rgba.buffer);
  for (let at = 0; at < luma.length; at += 1) {
    words[at] = 0xff000000 | ((luma[at] ?? 0) * 0x010101);
  }
  return rgba;
}
