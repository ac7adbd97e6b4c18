import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createChance } from '../fuzz/chance.ts';
import { findsFolder, readCorpus } from '../fuzz/corpus.ts';
import { mutate } from '../fuzz/mutate.ts';
import { shrink } from '../fuzz/shrink.ts';
import { tryInput } from '../fuzz/try-input.ts';
import type { Backup } from '../src/index.ts';
import { isObject, parseJson } from '../src/json.ts';
import { bytesOf, secretBase32 } from './samples.ts';

describe('what the fuzzer found once', () => {
  it.each(readdirSync(findsFolder))('%s keeps every promise now', async (name) => {
    const bytes = Uint8Array.from(readFileSync(join(findsFolder, name)));
    await expect(tryInput(bytes, { unlocking: true })).resolves.toBeTypeOf('string');
  });
});

describe('an object that is no text, in the place of any value', () => {
  const asJson = readCorpus().flatMap((bytes) => {
    const json = bytes.length < 20_000 ? parseJson(new TextDecoder().decode(bytes)) : undefined;
    return json === undefined ? [] : [json];
  });

  it('is no more than a refusal or a damaged entry', async () => {
    const files = asJson.flatMap((json) => [...withOddValues(json)]);
    expect(files.length).toBeGreaterThan(1000);
    for (const file of files) {
      // oxlint-disable-next-line no-await-in-loop -- some thousand small files
      await tryInput(bytesOf(JSON.stringify(file)), { unlocking: false });
    }
  });

  /** The tree once for each value in it, each time with that value made one that `String` and `Number` throw at. */
  function* withOddValues(tree: unknown): Generator {
    const unprintable = { toString: 1, valueOf: 1 };
    if (Array.isArray(tree)) {
      for (const [index, value] of tree.slice(0, 3).entries()) {
        for (const odd of withOddValues(value)) {
          yield tree.with(index, odd);
        }
      }
    } else if (isObject(tree)) {
      for (const [name, value] of Object.entries(tree)) {
        for (const odd of withOddValues(value)) {
          yield { ...tree, [name]: odd };
        }
      }
    } else {
      yield unprintable;
    }
  }
});

describe('the fuzzer', () => {
  const answering = (backup: Backup) => (): Promise<Backup> => Promise.resolve(backup);
  const skipped = (issuer: string, message: string): Backup => ({
    outcome: 'ready',
    program: 'Alder',
    transferParts: [],
    entries: [
      {
        verdict: 'damaged',
        where: 'entry 1',
        account: { issuer, accountName: '' },
        why: { reason: 'bad-entry', message },
      },
    ],
  });

  it('calls a name with a control character, a repeated long code and a strange error a find', async () => {
    const bytes = bytesOf(secretBase32);
    const tried = (read: () => Promise<Backup>): Promise<string> => tryInput(bytes, { unlocking: false, read });
    await expect(tried(answering(skipped('Alder', 'Short.')))).resolves.toBe('Alder, entries');
    await expect(tried(answering(skipped('Al\u0007der', 'Short.')))).rejects.toThrow('control character');
    await expect(tried(answering(skipped('Alder', `It holds ${secretBase32}.`)))).rejects.toThrow(
      'repeats a long word',
    );
    await expect(tried(() => Promise.reject(new TypeError('x is undefined')))).rejects.toThrow(TypeError);
  });

  it('starts from files that are read, and changes them the same way from the same seed', async () => {
    const corpus = readCorpus();
    const outcomes = await Promise.all(corpus.map((bytes) => tryInput(bytes, { unlocking: false })));
    expect(outcomes.filter((outcome) => outcome.endsWith(', entries')).length).toBeGreaterThan(10);
    // Our own fixtures, wherever the project stands.
    const programs = new Set(outcomes.map((outcome) => outcome.split(',', 1)[0]));
    for (const program of [
      'KeePass',
      'KeePassXC',
      'Ente Auth',
      'Bitwarden',
      'OTPClient',
      'cotp',
      '2FAGuard',
      'WinOTP',
    ]) {
      expect(programs).toContain(program);
    }
    const [one, other] = [bytesOf({ a: [1, 2] }), bytesOf('text')];
    const changes = (seed: number): readonly string[] => {
      const chance = createChance(seed);
      return Array.from({ length: 20 }, () => mutate(one, other, chance).toString());
    };
    expect(changes(7)).toEqual(changes(7));
    expect(new Set([...changes(7), ...changes(8)]).size).toBeGreaterThan(20);
  });

  it('makes a find small', async () => {
    const small = await shrink(bytesOf('aaaaXaaaaaaaaYaa'), (bytes) => {
      const text = new TextDecoder().decode(bytes);
      return Promise.resolve(text.includes('X') && text.includes('Y'));
    });
    expect(new TextDecoder().decode(small)).toBe('XY');
  });
});
