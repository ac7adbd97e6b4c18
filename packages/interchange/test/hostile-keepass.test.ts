import { describe, expect, it } from 'vitest';
import { password, secret } from '../hostile/hostile-file.ts';
import { keePassFileOf, keePassHeaderOf } from '../hostile/keepass-file.ts';
import { limits } from '../src/limits.ts';
import { summary, unlock, usual } from './samples.ts';

const file = (xml: string): Uint8Array => keePassFileOf(Buffer.from(`<KeePassFile><Root>${xml}</Root></KeePassFile>`));
const group = (name: string, inside: string): string => `<Group>${inside}<Name>${name}</Name></Group>`;
const entry = (more = '', otp = `key=${secret}`): string =>
  `<Entry><String><Key>Title</Key><Value>Alder</Value></String><String><Key>UserName</Key><Value>ada</Value></String><String><Key>otp</Key><Value>${otp}</Value></String>${more}</Entry>`;

describe('a hostile database of KeePass', () => {
  it('opens where nothing is wrong with it, and knows the groups above an entry', async () => {
    const xml = group('Database', entry() + group('Work', group('Mail', entry() + entry())));
    const opened = await unlock(file(xml), password);
    expect(opened.outcome === 'ready' && summary(opened)).toEqual([usual, usual, usual]);
    expect(opened.outcome === 'ready' && opened.entries.map((one) => one.verdict === 'imported' && one.tags)).toEqual([
      undefined,
      ['Work / Mail'],
      ['Work / Mail'],
    ]);
  });

  it('that unpacks without end is refused', async () => {
    const bomb = keePassFileOf(Buffer.alloc(limits.unpackedBytes + 1));
    await expect(unlock(bomb, password)).rejects.toMatchObject({ code: 'too-large' });
    const hidden = keePassFileOf(Buffer.alloc(limits.unpackedBytes + 1), { statedSize: 1000 });
    await expect(unlock(hidden, password)).rejects.toMatchObject({ code: 'damaged' });
  });

  it('that holds too many entries is refused, however deep they lie', async () => {
    const xml = '<Group>'.repeat(190) + '<Entry/>'.repeat(limits.keePassEntries + 1) + '</Group>'.repeat(190);
    await expect(unlock(file(xml), password)).rejects.toMatchObject({ code: 'too-many-entries' });
    const deep = '<Group>'.repeat(1000) + entry() + '</Group>'.repeat(1000);
    await expect(unlock(file(deep), password)).rejects.toMatchObject({ code: 'damaged' });
  });

  it('with more protected values than a function takes arguments keeps its account, as the history of a large one makes', async () => {
    const value = '<String><Key>Password</Key><Value Protected="True">AAAA</Value></String>';
    const opened = await unlock(file(group('Database', entry() + `<Entry>${value.repeat(300_000)}</Entry>`)), password);
    expect(opened.outcome === 'ready' && summary(opened)).toEqual([usual]);
  });

  it('with millions of tags or of fields keeps its account', async () => {
    const many = 5_000_000;
    const xml = group(
      'Database',
      entry(`<Tags>${';'.repeat(many)}</Tags>`) + entry('', `key=${secret}${'&'.repeat(many)}`),
    );
    const opened = await unlock(file(xml), password);
    expect(opened.outcome === 'ready' && summary(opened)).toEqual([usual, usual]);
  });

  it.each([
    ['64 GiB of Argon2', { uuid: 'argon2id', memoryBytes: 2n ** 36n, passes: 3n, lanes: 4 }],
    ['2^62 passes of Argon2', { uuid: 'argon2id', memoryBytes: 2n ** 20n, passes: 2n ** 62n, lanes: 1 }],
    ['2^31 lanes of Argon2', { uuid: 'argon2id', memoryBytes: 2n ** 26n, passes: 3n, lanes: 2 ** 31 }],
    ['AES 2^62 times', { uuid: 'aes', rounds: 2n ** 62n }],
  ] as const)('that asks for %s is refused before it is paid for', async (_, derivation) => {
    await expect(unlock(keePassHeaderOf(derivation), password)).rejects.toMatchObject({ code: 'unsafe-parameters' });
  });
});
