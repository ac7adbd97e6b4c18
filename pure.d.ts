/**
 * What pure code may touch besides the language. Each of these is a function of its input on every host we have
 * (browsers, Node, WebKitGTK): no clock, no randomness, no network. Never `getRandomValues`: chance is an argument.
 */
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(
    label?: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252',
    options?: { fatal?: boolean; ignoreBOM?: boolean },
  );
  decode(input?: Uint8Array): string;
}
declare class URL {
  constructor(url: string, base?: string);
  readonly href: string;
  readonly protocol: string;
  readonly host: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

/** An opaque WebCrypto key. */
interface CryptoKey {
  readonly type: string;
}
type PureBytes = Uint8Array<ArrayBuffer>;
interface PureSubtle {
  importKey(
    format: 'raw',
    keyData: PureBytes,
    algorithm: 'AES-GCM' | 'AES-CBC' | 'HKDF' | 'PBKDF2' | { name: 'HMAC'; hash: 'SHA-1' | 'SHA-256' | 'SHA-512' },
    extractable: false,
    keyUsages: readonly ('encrypt' | 'decrypt' | 'sign' | 'deriveBits')[],
  ): Promise<CryptoKey>;
  encrypt(
    algorithm:
      | { name: 'AES-GCM'; iv: PureBytes; additionalData?: PureBytes; tagLength?: 128 }
      | { name: 'AES-CBC'; iv: PureBytes },
    key: CryptoKey,
    data: PureBytes,
  ): Promise<ArrayBuffer>;
  decrypt(
    algorithm:
      | { name: 'AES-GCM'; iv: PureBytes; additionalData?: PureBytes; tagLength?: 128 }
      | { name: 'AES-CBC'; iv: PureBytes },
    key: CryptoKey,
    data: PureBytes,
  ): Promise<ArrayBuffer>;
  digest(algorithm: 'SHA-256', data: PureBytes): Promise<ArrayBuffer>;
  sign(algorithm: 'HMAC', key: CryptoKey, data: PureBytes): Promise<ArrayBuffer>;
  deriveBits(
    algorithm:
      | { name: 'HKDF'; hash: 'SHA-256'; salt: PureBytes; info: PureBytes }
      | { name: 'PBKDF2'; hash: 'SHA-1' | 'SHA-256' | 'SHA-512'; salt: PureBytes; iterations: number },
    key: CryptoKey,
    lengthBits: number,
  ): Promise<ArrayBuffer>;
}
declare const crypto: { readonly subtle: PureSubtle };

/** RFC 1951. What it answers is a function of what is written; both sides wait for each other. */
declare class DecompressionStream {
  constructor(format: 'deflate-raw');
  readonly readable: {
    getReader(): {
      read(): Promise<{ readonly done: boolean; readonly value?: PureBytes }>;
      cancel(): Promise<void>;
    };
  };
  readonly writable: { getWriter(): { write(chunk: PureBytes): Promise<void>; close(): Promise<void> } };
}

/** A program of WebAssembly touches nothing but the functions that it is given. */
declare namespace WebAssembly {
  const Module: {
    imports(module: Module): { readonly module: string; readonly name: string; readonly kind: string }[];
  };
  interface Module {
    readonly [Symbol.toStringTag]: 'WebAssembly.Module';
  }
  class Memory {
    constructor(pages: { readonly initial: number; readonly maximum: number });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class Table {
    grow(entries: number): number;
    set(index: number, value: unknown): void;
  }
  interface Instance {
    readonly exports: object;
  }
  type ImportValue = ((...values: number[]) => number) | Memory;
  type Imports = Record<string, Record<string, ImportValue>>;
  function compile(bytes: PureBytes): Promise<Module>;
  function instantiate(module: Module, imports: Imports): Promise<Instance>;
}
