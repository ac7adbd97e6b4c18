import { aegis, link, megabyte, secret, text } from './hostile-file.ts';
import type { HostileFile } from './hostile-file.ts';

/** Long codes, each another one. */
const tenThousand = Array.from(
  { length: 10_000 },
  (_, at) =>
    secret.slice(4) +
    Array.from(String(at).padStart(4, '0'), (digit) => String.fromCodePoint(65 + Number(digit))).join(''),
);

const svg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("//evil.example")</script><image href="file:///etc/passwd"/></svg>',
).toString('base64');

const prototypeKeys = `{"__proto__":{"db":{"entries":[{}]}},"header":{},"db":{"__proto__":{"entries":"x"},"entries":[{"type":"totp","name":"ada","issuer":"Alder","__proto__":{"secret":"x"},"constructor":{"prototype":{"polluted":1}},"info":{"secret":"${secret}"}}]}}`;

/** Objects with nothing in them, which take many times their text in memory; no list of them is too long. */
function emptyObjects(count: number): string {
  const each = 90_000;
  const list = `[${'{},'.repeat(each - 1)}{}]`;
  return `{"header":{},"db":{"entries":[${`${list},`.repeat(Math.ceil(count / each) - 1)}${list}]}}`;
}

const migration = (payload: Buffer): Uint8Array =>
  text(`otpauth-migration://offline?data=${encodeURIComponent(payload.toString('base64'))}`);

const twoFas = (servicesEncrypted: string): Uint8Array =>
  text({ services: [], schemaVersion: 4, servicesEncrypted, reference: '' });

/** More than anybody has: entries, lines, links, rows, fields. */
export const lists: readonly HostileFile[] = [
  { name: 'a file of 100 MB', bytes: () => Buffer.alloc(100 * megabyte, 'otpauth://'), expected: 'refused' },
  {
    name: 'a file of 30 MB without an end',
    bytes: () => text(`{"db":"${'A'.repeat(30 * megabyte)}`),
    expected: 'refused',
  },
  {
    name: 'ten thousand honest entries',
    bytes: () => text(aegis(tenThousand.map((code) => ({ info: { secret: code } })))),
    expected: { imported: 10_000 },
  },
  {
    name: 'ten thousand honest links',
    bytes: () => text(tenThousand.map((code) => link('ada', code)).join('\n')),
    expected: { imported: 10_000 },
  },
  {
    name: 'a million entries',
    bytes: () => text(`{"header":{},"db":{"entries":[${'{},'.repeat(999_999)}{}]}}`),
    expected: 'refused',
  },
  { name: 'ten million empty objects', bytes: () => text(emptyObjects(10_000_000)), expected: 'refused' },
  { name: 'a million lines', bytes: () => text(`${link('ada')}\n`.repeat(300_000)), expected: 'refused' },
  { name: 'thirty million empty lines', bytes: () => text(link('ada') + '\n'.repeat(30_000_000)), expected: 'refused' },
  {
    name: 'thirty million lines of Authme',
    bytes: () => text(`Name: ada\nSecret: ${secret}${'\n'.repeat(30_000_000)}`),
    expected: 'refused',
  },
  {
    name: 'three million links in one line',
    bytes: () => text(`- ${'steam://A '.repeat(3_000_000)}`),
    expected: 'refused',
  },
  { name: 'a text of a million words', bytes: () => text('otpauth word '.repeat(megabyte)), expected: 'refused' },
  {
    name: 'a page of five million rows',
    bytes: () => text(`<html><table>${'<tr><td'.repeat(4_500_000)}`),
    expected: 'refused',
  },
  { name: 'JSON a million deep', bytes: () => text('['.repeat(megabyte)), expected: 'refused' },
  { name: 'objects a million deep', bytes: () => text(`{"db":${'{"a":'.repeat(megabyte)}`), expected: 'refused' },
  {
    name: 'XML a million deep',
    bytes: () => text(`<?xml version="1.0"?><map>${'<map>'.repeat(megabyte)}`),
    expected: 'refused',
  },
  { name: 'prototype keys', bytes: () => text(prototypeKeys), expected: { imported: 1 } },
  {
    name: 'an icon with a script',
    bytes: () => text(aegis([{ icon: svg, icon_mime: 'image/svg+xml' }])),
    expected: { imported: 1 },
  },
  {
    name: 'a transfer that claims 2^63 bytes',
    bytes: () => migration(Buffer.from([0x0a, ...Array<number>(9).fill(0xff), 0x01, 1, 2, 3])),
    expected: { imported: 0 },
  },
  {
    name: 'a transfer of ten million fields',
    bytes: () => migration(Buffer.alloc(20 * megabyte, Buffer.from([0x10, 0x01]))),
    expected: 'refused',
  },
  {
    name: 'a transfer of eighty thousand entries',
    bytes: () => migration(Buffer.alloc(160_000, Buffer.from([0x0a, 0x00]))),
    expected: 'refused',
  },
  { name: '2FAS in thirty million parts', bytes: () => twoFas(':'.repeat(30 * megabyte)), expected: 'refused' },
  {
    name: '2FAS with a salt of 20 MB',
    bytes: () => twoFas(`${'A'.repeat(64)}:${'A'.repeat(28 * megabyte)}:AAAAAAAAAAAAAAAA`),
    expected: 'refused',
  },
  {
    name: '2FAS with no salt, nonce or text',
    bytes: () => twoFas('::'),
    expected: 'refused',
  },
  {
    name: 'a table of ten million commas',
    bytes: () => text(`name,login_totp\n${','.repeat(10 * megabyte)}`),
    expected: 'refused',
  },
  {
    name: 'a table of a hundred thousand columns',
    bytes: () => text(`name,login_totp${',x'.repeat(100_000)}\nAlder,${link('ada')}`),
    expected: { imported: 1 },
  },
  {
    name: 'half a million columns over many codes',
    bytes: () => text(`name,login_totp${',x'.repeat(500_000)}${'\nAlder,A'.repeat(19_000)}`),
    expected: { imported: 0 },
  },
  {
    name: 'as many columns over a million rows',
    bytes: () => text(`name,login_totp${',x'.repeat(100_000)}${'\nAlder'.repeat(megabyte)}`),
    expected: 'refused',
  },
];
