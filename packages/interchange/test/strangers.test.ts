import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { InterchangeError, readBackup } from '../src/index.ts';
import { bytesOf } from './samples.ts';
import { zipOf } from './zip-writer.ts';

/** Some thousand bytes behind the marks, as a layout has them. */
function layout(...marks: readonly (readonly [at: number, letters: string])[]): Uint8Array {
  const bytes = Buffer.alloc(40_960);
  for (let at = 0; at < bytes.length; at += 16) {
    bytes.writeUInt32LE(at * 3, at);
  }
  for (const [at, letters] of marks) {
    bytes.write(letters, at, 'latin1');
  }
  return bytes;
}

/** Bytes that no layout has. */
function chance(length: number, seed: string): Uint8Array {
  const parts: Buffer[] = [];
  for (let at = 0; at * 32 < length; at++) {
    parts.push(createHash('sha256').update(`${seed}${at}`).digest());
  }
  return Buffer.concat(parts).subarray(0, length);
}

async function refusal(bytes: Uint8Array): Promise<string> {
  try {
    const backup = await readBackup(bytes);
    return backup.outcome === 'needs-password' ? `may be ${backup.isGuess}` : backup.outcome;
  } catch (error) {
    if (error instanceof InterchangeError) {
      return error.message;
    }
    throw error;
  }
}

describe('a file of no authenticator', () => {
  it.each([
    ['a PDF document', layout([0, '%PDF-1.7'])],
    ['PNG', layout([0, '\x89PNG\r\n\x1a\n'])],
    ['JPEG', layout([0, '\xff\xd8\xff\xe0'])],
    ['HEIC', layout([4, 'ftypheic'])],
    ['AVIF', layout([4, 'ftypavif'])],
    ['TIFF', layout([0, 'II*\0'])],
    ['a film', layout([4, 'ftypisom'])],
    ['gzip', layout([0, '\x1f\x8b\x08'])],
    ['7z', layout([0, '7z\xbc\xaf\x27\x1c'])],
    ['RAR', layout([0, 'Rar!\x1a\x07\x01\0'])],
    ['tar', layout([257, 'ustar'])],
    ['xz', layout([0, '\xfd7zXZ\0'])],
    ['ISO', layout([32_769, 'CD001'])],
    ['ELF', layout([0, '\x7fELF'])],
    ['a program (Windows)', layout([0, 'MZ\x90\0'])],
    ['an older Office document', layout([0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'])],
    ['a property list of Apple', layout([0, 'bplist00'])],
    ['encrypted by age', bytesOf('age-encryption.org/v1\n-> X25519 x')],
    ['encrypted by PGP', bytesOf('-----BEGIN PGP MESSAGE-----\n\nx')],
    ['SVG', bytesOf('<?xml version="1.0"?>\n<!-- x -->\n<svg xmlns="http://www.w3.org/2000/svg"></svg>')],
    ['an Office document', zipOf([{ name: '[Content_Types].xml', content: bytesOf('<x/>') }])],
    [
      'an OpenDocument file',
      zipOf([
        { name: 'mimetype', content: bytesOf('x') },
        { name: 'content.xml', content: bytesOf('<x/>') },
      ]),
    ],
    ['a part of an archive', layout([0, 'PK\x07\x08'])],
    [
      'with something else before it',
      Buffer.concat([bytesOf('#!/bin/sh\n'), zipOf([{ name: 'a', content: bytesOf('x') }])]),
    ],
    ['is empty', new Uint8Array()],
    ['is empty', bytesOf('\ufeff \n\n')],
    ['encrypted by PGP', layout([0, '\x8c\x0d\x04\x09\x03\x08'])],
    ['a key or a certificate', bytesOf('-----BEGIN PRIVATE KEY-----\nMIIE\n')],
    ['a font', layout([0, '\0\x01\0\0\0\x0f'])],
    ['Halfminute itself', zipOf([{ name: 'v', content: bytesOf('halfminute vault\0\x01') }])],
    ['cut short', bytesOf("<?xml version='1.0'?><map><string name='x'>{")],
    ['cut short', bytesOf("<?xml version='1.0'?><map><string name='x'>")],
    ['cut short', bytesOf("<?xml version='1.0' enc")],
    ['No authenticator', bytesOf("<?xml version='1.0'?><plist>\n<dict/></plist>\n")],
  ])('is called what it is, and nothing encrypted: %s', async (called, bytes) => {
    const sentence = await refusal(bytes);
    expect(sentence).toContain(called);
    expect(sentence).not.toMatch(/may be encrypted|^may be/u);
  });

  it('is not encrypted where each byte stands there as often as the next', async () => {
    const table = Uint8Array.from({ length: 5120 }, (_, at) => at & 255);
    expect(await refusal(table)).toContain('No authenticator that is known here');
  });

  it.each([40, 100, 999, 1024, 4096, 40_960])(
    'is not known where it has a layout of its own: %i bytes',
    async (length) => {
      expect(await refusal(layout([0, '\x99\x01QQ']).slice(0, length))).toContain(
        'No authenticator that is known here',
      );
    },
  );

  it('may be encrypted where chance alone would make it, whatever its length', async () => {
    for (const length of [48, 64, 100, 500, 1024, 5000, 131_072]) {
      for (let seed = 0; seed < 30; seed++) {
        const bytes = chance(length, `${length}/${seed}/`);
        bytes[0] = 0x95;
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        expect(await refusal(bytes), `${length} bytes, ${seed}`).toBe('may be true');
      }
    }
  });

  it('begins as a text may, which is read all the same', async () => {
    const link = 'otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ';
    expect(await refusal(bytesOf(`-----BEGIN CODES-----\n${link}\n-----END CODES-----`))).toBe('ready');
    expect(await refusal(bytesOf('MZ is no program.\notpauth://totp/a?secret=GEZDGNBVGY3TQOJQ'))).toBe('ready');
  });
});
