import { describe, expect, it } from 'vitest';
import { readBackup } from '../src/index.ts';
import { inflate } from '../src/inflate.ts';
import { limits } from '../src/limits.ts';
import { archiveLimits } from '../src/zip/format.ts';
import { aes128Zip, aes256Zip, zipCryptoZip } from './encrypted-samples.ts';
import { argon2, bytesOf, readPlain, refusalOf, secretBase32, summary, unlock, usual } from './samples.ts';
import { zipOf } from './zip-writer.ts';

const link = `otpauth://totp/Alder:ada?secret=${secretBase32}&issuer=Alder`;
const list = bytesOf(`${link}\n${link}\n`);
const raivo = bytesOf([{ kind: 'TOTP', issuer: 'Alder', account: 'ada', secret: secretBase32, timer: '30' }]);
const decode = (base64: string): Buffer => Buffer.from(base64, 'base64');
const wheres = ({ entries }: Awaited<ReturnType<typeof readPlain>>): readonly string[] =>
  entries.map(({ where }) => where);

describe('a zip archive', () => {
  it('shows the names of its files without an unknown letter, in whichever alphabet they are written', async () => {
    const names = [
      'Müller ñ.txt',
      Uint8Array.of(0x4d, 0x81, 0x6c, 0x6c, 0x65, 0x72, 0x20, 0xa4, 0x2e, 0x74, 0x78, 0x74),
    ];
    const flags = [0x0800, 0];
    for (const name of names) {
      for (const flag of flags) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        const read = await readPlain(zipOf([{ name, content: list, claims: { flags: flag } }]));
        expect(wheres(read)).toEqual(['Müller ñ.txt, line 1', 'Müller ñ.txt, line 2']);
      }
    }
    const every = zipOf([{ name: Uint8Array.from({ length: 128 }, (_, at) => at + 128), content: list }]);
    expect(wheres(await readPlain(every))[0]).toMatch(/^Çüéâäàåç[^\ufffd]+, line 1$/u);
  });

  it('is read file by file, each entry with the name of its file', async () => {
    const read = await readPlain(
      zipOf([
        { name: 'folder/', content: new Uint8Array() },
        { name: 'folder/list.txt', content: list },
        { name: '../../raivo.json', content: raivo },
        { name: '__MACOSX/._list.txt', content: bytesOf('x') },
      ]),
    );
    expect(summary(read)).toEqual([usual, usual, usual]);
    expect(wheres(read)).toEqual(['folder/list.txt, line 1', 'folder/list.txt, line 2', '../../raivo.json, entry 1']);
    expect(read.program).toBe('otpauth list, Raivo');
  });

  it('of Raivo is read without the page that says the same as its list', async () => {
    const page = { name: 'raivo-otp-export.html', content: bytesOf('<!DOCTYPE html><html><h3>Alder</h3></html>') };
    const read = await readPlain(zipOf([page, { name: 'raivo-otp-export.json', content: raivo }]));
    expect(summary(read)).toEqual([usual]);
    // Without the list it is a file like any other.
    expect(summary(await readPlain(zipOf([page, { name: 'other.json', content: raivo }])))).toEqual([
      'unreadable-part',
      usual,
    ]);
  });

  it('loses no file to a bad one, which gets a verdict of its own', async () => {
    const damaged = zipOf([{ name: 'photo.png', content: bytesOf('x'.repeat(100)) }]);
    const whole = zipOf([
      { name: 'list.txt', content: list },
      { name: 'letter.txt', content: bytesOf('Dear Ada') },
      { name: 'short.txt', content: list, claims: { size: list.length - 1 } },
      { name: 'packed.txt', content: list, claims: { method: 12 } },
      { name: 'inner.zip', content: damaged },
    ]);
    const read = await readPlain(whole);
    expect(summary(read)).toEqual([usual, usual, ...Array.from({ length: 4 }, () => 'unreadable-part')]);
    expect(wheres(read).slice(2)).toEqual(['letter.txt', 'short.txt', 'packed.txt', 'inner.zip']);
  });

  it('in an archive is read, and one deeper is not', async () => {
    const inner = zipOf([{ name: 'list.txt', content: list }]);
    const two = zipOf([{ name: 'inner.zip', content: inner }]);
    expect(wheres(await readPlain(two))).toEqual(['inner.zip, list.txt, line 1', 'inner.zip, list.txt, line 2']);
    await expect(readPlain(zipOf([{ name: 'two.zip', content: two }]))).rejects.toThrow(
      /^The file in this archive cannot be read: This is an archive in an archive in an archive/,
    );
  });

  it('costs no more than its files in all, however many archives part them', async () => {
    const half = zipOf(
      Array.from({ length: archiveLimits.members / 2 }, () => ({ name: 'a', content: new Uint8Array() })),
    );
    const whole = zipOf([
      { name: 'list.txt', content: list },
      ...['1.zip', '2.zip', '3.zip'].map((name) => ({ name, content: half })),
    ]);
    const { entries } = await readPlain(whole);
    const sentences = entries.map((entry) => (entry.verdict === 'imported' ? '' : entry.why.message));
    expect(sentences.map((sentence) => sentence.includes('more than 1000 files'))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it('starts few machines for the databases in it, in whichever archive they lie', async () => {
    const databases = Array.from({ length: archiveLimits.databases / 2 + 1 }, () => ({
      name: 'a.db',
      content: bytesOf('SQLite format 3\0'),
    }));
    const two = [...databases, { name: 'inner.zip', content: zipOf(databases) }, { name: 'list.txt', content: list }];
    const { entries } = await readPlain(zipOf([...two, ...databases]));
    const sentences = entries.map((entry) => (entry.verdict === 'imported' ? '' : entry.why.message));
    expect(sentences.filter((sentence) => sentence.startsWith('There are more than 20 databases'))).toHaveLength(
      databases.length,
    );
    expect(entries.filter(({ verdict }) => verdict === 'imported')).toHaveLength(2);
  });

  it.each([
    ['AES-256, as Raivo exports it', aes256Zip],
    ['AES-128', aes128Zip],
    ['the old encryption, as Authenticator Plus exports it', zipCryptoZip],
  ])('in %s opens with its password alone', async (_, base64) => {
    const read = await unlock(decode(base64), 'pass');
    expect(read.outcome === 'ready' && summary(read)).toEqual([usual]);
    expect(await unlock(decode(base64), 'Pass')).toEqual({ outcome: 'wrong-password', mayBeDamaged: true });
    const changed = decode(base64);
    const at = changed.indexOf('PK\x01\x02') - 20;
    changed[at] = 1 ^ (changed[at] ?? 0);
    expect(await unlock(changed, 'pass')).toEqual({ outcome: 'wrong-password', mayBeDamaged: true });
  });

  it('tells what is open, and the rest with the password', async () => {
    const mixed = await readBackup(
      zipOf([
        { name: 'list.txt', content: list },
        { name: 'sealed.zip', content: decode(aes256Zip) },
      ]),
    );
    expect(mixed.outcome === 'ready' && summary(mixed)).toEqual([usual, usual, 'encrypted-entry']);
    const unlocked = await mixed.unlock?.({ password: 'pass', argon2 });
    expect(unlocked?.outcome === 'ready' && summary(unlocked)).toEqual([usual, usual, usual]);
    expect(await mixed.unlock?.({ password: 'no', argon2 })).toMatchObject({ outcome: 'wrong-password' });
  });

  it('that claims less than it holds is refused before it grows', async () => {
    const bomb = new Uint8Array(64 * 1024 * 1024);
    expect(await refusalOf(zipOf([{ name: 'a', content: bomb }]))).toBe('too-large');
    expect(await refusalOf(zipOf([{ name: 'a', content: bomb, claims: { size: 10 } }]))).toBe('not-recognised');
  });

  it.each([
    ['is cut short', zipOf([{ name: 'a', content: list }]).subarray(0, -1), 'damaged'],
    [
      'has members that share bytes',
      zipOf([0, 1].map(() => ({ name: 'a', content: list, claims: { offset: 0 } }))),
      'damaged',
    ],
    ['points behind its end', zipOf([{ name: 'a', content: list, claims: { offset: 0x7fffffff } }]), 'damaged'],
    ['is of zip64', zipOf([{ name: 'a', content: list, claims: { size: 0xffffffff } }]), 'unsupported-file'],
    ['is strongly encrypted', zipOf([{ name: 'a', content: list, claims: { flags: 0x41 } }]), 'not-recognised'],
    ['is empty', zipOf([]), 'not-recognised'],
    [
      'holds too many files',
      zipOf(Array.from({ length: archiveLimits.members + 1 }, () => ({ name: 'a', content: list }))),
      'too-many-entries',
    ],
    [
      'holds too many entries in all',
      zipOf(
        Array.from({ length: 3 }, () => ({
          name: 'a',
          content: bytesOf(`{"Authenticators":[${'0,'.repeat(limits.entries / 2)}0]}`),
        })),
      ),
      'too-many-entries',
    ],
  ])('that %s is refused', async (_, bytes, code) => {
    expect(await refusalOf(bytes)).toBe(code);
  });
});

describe('inflating', () => {
  it('answers nothing where something stands behind the end', async () => {
    // An empty final block of stored bytes, and one byte more.
    expect(await inflate(Uint8Array.of(1, 0, 0, 0xff, 0xff), 0)).toEqual(new Uint8Array());
    expect(await inflate(Uint8Array.of(1, 0, 0, 0xff, 0xff, 9), 0)).toBeNull();
  });
});
