import {
  binarizers,
  characterSets,
  defaultReaderOptions,
  eanAddOnSymbols,
  encodeFormats,
  prepareZXingModule,
  textModes,
  type ZXingReaderModule,
} from 'zxing-wasm/reader';
import { decodeBase64 } from './decode-base64.ts';
import type { LumaPicture } from './luma-picture.ts';
import { zxingReaderWasmBase64 } from './zxing-reader-wasm.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A code, and where it lies, in pixels of the picture that was searched. */
export interface Decoded {
  readonly text: string;
  /** Its own corners: top left, top right, bottom right, bottom left. */
  readonly corners: readonly [Point, Point, Point, Point];
}

/** Finds the codes of one picture by zxing-wasm alone. */
export type Decode = (picture: LumaPicture) => readonly Decoded[];

export interface Decoder {
  readonly decode: Decode;
  /** The same for a PNG, JPEG, GIF or BMP file as it is; empty where it is none of them. */
  decodeFile(bytes: Uint8Array): readonly Decoded[];
}

/** Starts zxing-wasm from the bytes in its module; nothing is fetched. */
export async function startDecoder(): Promise<Decoder> {
  const overrides = { wasmBinary: decodeBase64(zxingReaderWasmBase64).buffer };
  const module = await prepareZXingModule({ overrides, fireImmediately: true });
  // as: the package declares the memory by global types, which a pure room does not have.
  const zxing = module as ZXingReaderModule & WebAssemblyMemory;
  return {
    decode: ({ width, height, luma }) =>
      withBytes(zxing, luma, (at) => zxing.readBarcodesFromPixmap(at, width, height, options)),
    decodeFile: (bytes) => withBytes(zxing, bytes, (at) => zxing.readBarcodesFromImage(at, bytes.length, options)),
  };
}

interface WebAssemblyMemory {
  /** A new one each time that the memory has grown. */
  readonly HEAPU8: Uint8Array;
  /** 0 where there is no room. */
  _malloc(byteLength: number): number;
  _free(at: number): void;
}

/**
 * Only the symbols that programs draw for people, since the small relatives (Micro QR and rectangular ones) have so little error correction that
 * clutter is taken for one. Every symbol of the picture; nothing is scaled down, which would lose the small ones of a large screen. Bytes are UTF-8 where the
 * code does not say otherwise, as everybody writes them; nothing is guessed from the bytes.
 */
const options = {
  ...defaultReaderOptions,
  formats: encodeFormats(['QRCodeModel2']),
  tryDownscale: false,
  binarizer: binarizers.indexOf('LocalAverage'),
  textMode: textModes.indexOf('Plain'),
  characterSet: characterSets.indexOf('UTF8'),
  eanAddOnSymbol: eanAddOnSymbols.indexOf('Ignore'),
  tryCode39ExtendedMode: false,
};

type Found = ReturnType<ZXingReaderModule['readBarcodesFromImage']>;

function withBytes(zxing: WebAssemblyMemory, bytes: Uint8Array, search: (at: number) => Found): readonly Decoded[] {
  // oxlint-disable-next-line no-underscore-dangle -- the package's name for it
  const at = zxing._malloc(bytes.length);
  if (at === 0) {
    throw new RangeError(`${bytes.length} bytes for a picture could not be had`);
  }
  try {
    zxing.HEAPU8.set(bytes, at);
    const found = search(at);
    const codes: Decoded[] = [];
    for (let index = 0; index < found.size(); index += 1) {
      const code = found.get(index);
      if (code?.isValid === true) {
        const { topLeft, topRight, bottomRight, bottomLeft } = code.position;
        codes.push({ text: code.text, corners: [topLeft, topRight, bottomRight, bottomLeft] });
      }
    }
    return codes;
  } finally {
    // oxlint-disable-next-line no-underscore-dangle -- the package's name for it
    zxing._free(at);
  }
}
