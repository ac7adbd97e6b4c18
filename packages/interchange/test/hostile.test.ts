import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBackup } from '../src/index.ts';
import { field, parseJson, textField } from '../src/json.ts';
import { limits } from '../src/limits.ts';
import { bytesOf, readPlain, refusalOf, secretBase32, summary, unlock } from './samples.ts';

const aegisWith = (entries: readonly unknown[]): string => JSON.stringify({ header: {}, db: { entries } });
const entry = { type: 'totp', name: 'ada', issuer: 'Alder', info: { secret: secretBase32 } };

describe('hostile files', () => {
  it('are refused by their size, their depth and their number of entries', async () => {
    expect(await refusalOf(new Uint8Array(limits.fileBytes + 1))).toBe('too-large');
    expect(await refusalOf(bytesOf('['.repeat(1_000_000)))).toBe('not-recognised');
    expect(await refusalOf(bytesOf(`{"services":${'{"a":'.repeat(100)}1${'}'.repeat(100)},"schemaVersion":4}`))).toBe(
      'not-recognised',
    );
    expect(await refusalOf(bytesOf(aegisWith(Array.from({ length: limits.entries + 1 }, () => null))))).toBe(
      'too-many-entries',
    );
  });

  it('are refused by the length of a list and of a field before either is paid for', async () => {
    expect(await refusalOf(bytesOf(`{"header":{},"db":{"entries":[${'0,'.repeat(limits.jsonItems)}0]}}`))).toBe(
      'too-many-entries',
    );
    expect(await refusalOf(bytesOf(`name,login_totp\n${','.repeat(limits.csvFields)}`))).toBe('too-many-entries');
    expect(await refusalOf(bytesOf(`name,login_totp\n"${'a'.repeat(limits.csvFieldLength)}`))).toBe('too-large');
    expect(await refusalOf(bytesOf(`name,login_totp${'\n'.repeat(limits.csvRows + 2)}`))).toBe('too-many-entries');
    const full = `[${'{},'.repeat(limits.jsonItems - 2)}{}]`;
    const lists = Math.ceil(limits.jsonValues / limits.jsonItems / 2) + 1;
    expect(await refusalOf(bytesOf(aegisWith([]).replace('[]', `[${Array(lists).fill(full).join(',')}]`)))).toBe(
      'too-many-entries',
    );
  });

  it('are refused by their lines, their links and their rows before a list of them is made', async () => {
    const link = `otpauth://totp/Alder:ada?secret=${secretBase32}`;
    for (const text of [
      link + '\n'.repeat(limits.lines),
      `Name: ada\nSecret: ${secretBase32}${'\n'.repeat(limits.lines)}`,
      `- ${'steam://A '.repeat(limits.entries + 1)}`,
      `<html><table>${'<tr><td>'.repeat(limits.entries + 2)}`,
      JSON.stringify({ codes: Buffer.from('\n'.repeat(limits.lines)).toString('base64'), role: 'export' }),
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await refusalOf(bytesOf(text))).toBe('too-many-entries');
    }
  });

  it('with a salt of megabytes are refused before it is hashed', async () => {
    const servicesEncrypted = `${'A'.repeat(64)}:${'A'.repeat(4000)}:AAAAAAAAAAAAAAAA`;
    await expect(unlock(bytesOf({ services: [], schemaVersion: 4, servicesEncrypted }), 'x')).rejects.toMatchObject({
      code: 'unsafe-parameters',
    });
  });

  it('cost what they ask for together, not each alone', async () => {
    const slot = { type: 1, n: 2 ** 17, r: 8, p: 1, salt: '00', key: '00', key_params: {} };
    const aegis = { header: { slots: Array.from({ length: 8 }, () => slot), params: {} }, db: 'AAAA' };
    await expect(unlock(bytesOf(aegis), 'a password')).rejects.toMatchObject({ code: 'unsafe-parameters' });
    const token = {
      accountType: 'x',
      digits: 6,
      encryptedSecret: 'AAAA',
      salt: 'x',
      key_derivation_iterations: 2_000_000,
    };
    await expect(unlock(bytesOf(Array.from({ length: 11 }, () => token)), 'a password')).rejects.toMatchObject({
      code: 'unsafe-parameters',
    });
  });

  it('ten thousand honest entries are read', async () => {
    const { entries } = await readPlain(aegisWith(Array.from({ length: 10_000 }, () => entry)));
    expect(entries).toHaveLength(10_000);
  });

  it('a picture and a database of KeePass 1 are refused by what they are', async () => {
    await expect(readBackup(Uint8Array.of(0x89, 0x50, 0x4e, 0x47))).rejects.toThrow('a picture');
    const keePass1 = new Uint8Array(124);
    keePass1.set([0x03, 0xd9, 0xa2, 0x9a, 0x65, 0xfb, 0x4b, 0xb5]);
    await expect(readBackup(keePass1)).rejects.toThrow('KeePass 1');
    expect(await refusalOf(bytesOf(''))).toBe('not-recognised');
    expect(await refusalOf(bytesOf('hello world'))).toBe('not-recognised');
  });

  it.each(['constructor', 'toString', 'hasOwnProperty', '__proto__'])(
    'what every object inherits, such as %s, is no field, no kind and no algorithm',
    async (name) => {
      expect(field(parseJson('{}'), name)).toBeUndefined();
      expect(textField(parseJson('[{}]'), name)).toBe('');
      expect(field(parseJson(`{"${name}":7}`), name)).toBe(7);
      const entries = [
        { ...entry, type: name },
        { ...entry, info: { ...entry.info, algo: name } },
        { ...entry, info: { ...entry.info, digits: name } },
      ];
      expect(summary(await readPlain(aegisWith(entries)))).toEqual([
        'unsupported-kind',
        'unsupported-algorithm',
        'bad-digits',
      ]);
    },
  );

  it.each([
    ['entities of XML', `<map>${'<string name="a">&quot;'.repeat(200_000)}`],
    ['letters and nothing else', 'A'.repeat(limits.fileBytes)],
    ['a line of blanks', `${' '.repeat(2_000_000)}otpauth://`],
    ['a line of equal signs', 'A'.repeat(1_000_000) + '='.repeat(1_000_000)],
    ['columns over many rows', `name,login_totp${',x'.repeat(500_000)}${'\nAlder,A'.repeat(19_000)}`],
    [
      'parts of a sealed text',
      JSON.stringify({ services: [], schemaVersion: 4, servicesEncrypted: ':'.repeat(2_000_000) }),
    ],
    ['brackets behind a link', `- otpauth://x${')'.repeat(1_000_000)}\n- otpauth://y${','.repeat(1_000_000)}`],
    ['a header of commas', `login_totp${','.repeat(1_000_000)}\n${'"'.repeat(999_999)}`],
    ['a link without an end', `otpauth-migration://offline?data=${'%'.repeat(1_000_000)}`],
    ['rows of a page', `<html>${'<tr><td>'.repeat(200_000)}`],
    ['tags that never end', `<html><tr>${'<td '.repeat(300_000)}`],
    ['blanks behind a tag', `<html><tr><td></td${' '.repeat(1_000_000)}x`],
    ['a long code without an end', `otpauth://totp/a?secret=AAAAAAAA\n${'A'.repeat(1_000_000)}`],
    ['lines of long codes', `otpauth://totp/a?secret=AAAAAAAA\n${`${'ABCDEFGH'.repeat(100)}1\n`.repeat(1000)}`],
    ['a name of Authme', `Name:${' '.repeat(1_000_000)}`],
    ['many links in one line', 'otpauth://totp/a?issuer='.repeat(20_000)],
  ])('%s are answered: a quadratic pattern would outlast the test', async (_, text) => {
    expect(await refusalOf(bytesOf(text))).not.toBe('too-large');
  });

  it('whatever the bytes, the answer is a backup or a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await refusalOf(bytes);
      }),
    );
  });

  it('whatever a file of a known shape holds, each entry has a verdict', async () => {
    const shapes: readonly ((list: unknown) => unknown)[] = [
      (list) => ({ header: {}, db: { entries: list } }),
      (list) => ({ services: list, schemaVersion: 4 }),
      (list) => ({ encrypted: false, items: list }),
      (list) => ({ Authenticators: list }),
      (list) => ({ tokens: list, tokenOrder: [] }),
      (list) => ({ deviceId: '', version: 1, accounts: list }),
      (list) => ({ version: '1', vaults: { one: { items: list } } }),
      (list) => ({ accounts: [{ vaults: [{ items: list }] }] }),
      (list) => ({ version: 2, elements: list }),
      (list) => ({ encrypted: true, entries: list }),
      (list) => Object.fromEntries(Array.isArray(list) ? list.entries() : []),
      (list) => list,
    ];
    const keys = fc.constantFrom(
      'type',
      'info',
      'secret',
      'otp',
      'Type',
      'Secret',
      'label',
      'login',
      'totp',
      'digits',
      'kind',
      'timer',
      'otpGenerator',
      '__proto__',
      'data',
      'details',
      'dataType',
      'encrypted',
      'hash',
      'algo',
      'sections',
      'fields',
      'value',
      'content',
      'totpUri',
      'groups',
      'tags',
    );
    const value = fc.oneof(fc.jsonValue(), fc.dictionary(keys, fc.jsonValue()));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.dictionary(keys, value)), fc.constantFrom(...shapes), async (list, shape) => {
        await refusalOf(bytesOf(shape(list)));
      }),
    );
  });
});
