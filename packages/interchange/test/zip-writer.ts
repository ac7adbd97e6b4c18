import { deflateRawSync } from 'node:zlib';
import { crc32 } from 'node:zlib';

export interface ZipEntry {
  /** As bytes where its alphabet is to be another than UTF-8. */
  readonly name: string | Uint8Array;
  readonly content: Uint8Array;
  /** What the archive claims, where it is not the truth. */
  readonly claims?: {
    readonly size?: number;
    readonly offset?: number;
    readonly flags?: number;
    readonly method?: number;
  };
}

/** A zip archive of deflated members (APPNOTE.TXT), honest or not. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, claims = {} } of entries) {
    const packed = deflateRawSync(content);
    const names = Buffer.from(typeof name === 'string' ? new TextEncoder().encode(name) : name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(claims.flags ?? 0, 2);
    shared.writeUInt16LE(claims.method ?? 8, 4);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(claims.size ?? content.length, 18);
    shared.writeUInt16LE(names.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, names, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(claims.offset ?? at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), shared, tail, names]));
    locals.push(local);
    at += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...locals, ...directory, Buffer.from('PK\x05\x06'), end]);
}
