import { describe, expect, it } from 'vitest';
import { preference, setPreference } from '../src/index.ts';
import type { JsonValue } from '../src/index.ts';
import { replica } from './accounts.ts';
import { empty, linesOf, refusal, throughBytes } from './vaults.ts';

const EDIT = replica(1);

describe('a preference', () => {
  it('is undefined until it is set', () => {
    expect(preference(empty, 'theme')).toBeUndefined();
    expect(preference(empty, 'toString')).toBeUndefined();
    expect(preference(empty, '__proto__')).toBeUndefined();
  });

  it.each<[string, JsonValue]>([
    ['theme', 'dark'],
    ['seconds', 20],
    ['hide', false],
    ['none', null],
    ['sheet', { status: 'unconfirmed', groups: ['A', 'B'] }],
    ['__proto__', { polluted: true }],
    ['constructor', 1],
    ['', 'no name'],
    ['5', [5]],
  ])('%j keeps %j', (name, value) => {
    const document = throughBytes(setPreference(empty, name, value, EDIT));
    expect(preference(document, name)).toEqual(value);
    expect(preference(document, 'other')).toBeUndefined();
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  it('is replaced by the next, and the same value is no edit', () => {
    const dark = setPreference(empty, 'theme', 'dark', EDIT);
    expect(setPreference(dark, 'theme', 'dark', EDIT)).toBe(dark);
    expect(preference(setPreference(dark, 'theme', 'light', EDIT), 'theme')).toBe('light');
    expect(preference(dark, 'theme')).toBe('dark');
    const list = setPreference(empty, 'list', [1, { a: 2 }], EDIT);
    expect(setPreference(list, 'list', [1, { a: 2 }], EDIT)).toBe(list);
  });

  it('stands in the file sorted by name', () => {
    const document = ['b', 'a', 'c'].reduce((set, name) => setPreference(set, name, 1, EDIT), empty);
    expect(Object.keys((JSON.parse(linesOf(document)[0] ?? '') as { preferences: object }).preferences)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('is refused when it is too long or nests too deep', async () => {
    const nested = (depth: number): JsonValue => (depth === 0 ? [] : [nested(depth - 1)]);
    const set = (name: string, value: JsonValue) => () => throughBytes(setPreference(empty, name, value, EDIT));
    expect(await refusal(set('x'.repeat(1_000), 1))).toBe('nothing');
    expect(await refusal(set('x'.repeat(1_001), 1))).toBe('too-long');
    expect(await refusal(set('\ud800', 1))).toBe('bad-field');
    expect(await refusal(set('a', 'x'.repeat(99_998)))).toBe('nothing');
    expect(await refusal(set('a', 'x'.repeat(99_999)))).toBe('too-long');
    expect(await refusal(set('a', nested(15)))).toBe('nothing');
    expect(await refusal(set('a', nested(16)))).toBe('bad-field');
    for (const refused of [set('x'.repeat(1_001), 1), set('a', 'x'.repeat(99_999)), set('a', nested(16))]) {
      expect(refused).toThrow(expect.objectContaining({ field: 'preference' }));
    }
  });
});
