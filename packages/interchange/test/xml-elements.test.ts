import { describe, expect, it } from 'vitest';
import { limits } from '../src/limits.ts';
import { gunzip } from '../src/gunzip.ts';
import { walkXml } from '../src/xml-elements.ts';
import { gzipSync } from 'node:zlib';

function walked(text: string): readonly string[] | null {
  const events: string[] = [];
  const isWhole = walkXml(text, {
    open: (name, attributes) => events.push(`<${name}${attributes}`),
    close: (name, inside) => events.push(`${name}: ${inside}`),
  });
  return isWhole ? events : null;
}

describe('the elements of an XML text', () => {
  it('are walked in their order, with their own text', () => {
    expect(walked('<?xml version="1.0"?><!-- <x> --><a b="c">1<d/>2<![CDATA[<&]]><e>&lt;&#65;</e></a>')).toEqual([
      '<a b="c"',
      '<d/',
      'd: ',
      '<e',
      'e: <A',
      'a: 12<&',
    ]);
  });

  it('resolve no entity that the text brings along', () => {
    const text = '<!DOCTYPE a [<!ENTITY x "xxxxxxxx">]><a>&x;</a>';
    expect(walked(text)?.at(-1) ?? '').not.toContain('xxxxxxxx');
  });

  it.each(['', 'x', '<a>', '<a></b>', '</a>', '<a', '<a><b></a></b>', `${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}`])(
    'are none of %j',
    (text) => {
      expect(walked(text)).toBeNull();
    },
  );

  it('are counted', () => {
    const text = `<a>${'<b/>'.repeat(limits.xmlElements)}</a>`;
    expect(() => walkXml(text, { open: () => undefined, close: () => undefined })).toThrow('elements');
  });
});

describe('packed bytes', () => {
  it('unpack, and are stopped on their way where they grow without end', () => {
    expect(gunzip(Uint8Array.from(gzipSync('hello')))).toEqual(new TextEncoder().encode('hello'));
    expect(gunzip(Uint8Array.of(1, 2, 3))).toBeNull();
    expect(gunzip(Uint8Array.from(gzipSync('hello')).slice(0, -10))).toBeNull();
    const bomb = Uint8Array.from(gzipSync(new Uint8Array(limits.unpackedBytes + 1)));
    expect(() => gunzip(bomb)).toThrow('unpacks to more than');
  });
});
