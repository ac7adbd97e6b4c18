import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letterTile, tileColours } from '../src/index.ts';
import { contrast } from './contrast.ts';

describe('a letter tile', () => {
  it('has a colour on which the white letter stands out by 5.0:1 or more', () => {
    for (const colour of tileColours) {
      expect(contrast('#ffffff', colour), colour).toBeGreaterThanOrEqual(5);
    }
  });

  it('keeps its colour from one version to the next', () => {
    expect(['Cases', 'Exizent', 'GitHub', 'Payroll', ''].map((name) => letterTile(name).colour)).toEqual([
      '#495057',
      '#9c36b5',
      '#3b5bdb',
      '#a05a00',
      '#5f3dc4',
    ]);
  });

  it('is the same for the same name, however it is written', () => {
    const tile = letterTile('Café Zürich');
    expect(letterTile('  cafe\u0301 zu\u0308rich ').colour).toBe(tile.colour);
    expect(letterTile('CAFÉ ZÜRICH').colour).toBe(tile.colour);
  });

  it('uses all its colours', () => {
    const used = new Set(Array.from({ length: 500 }, (_, n) => letterTile(`service ${n}`).colour));
    expect(used.size).toBe(tileColours.length);
  });

  it.each([
    ['github', 'G'],
    ['  exizent', 'E'],
    ['(Test) VPN', 'T'],
    ['1Password', '1'],
    ['ñandu', 'Ñ'],
    ['ßtrange', 'ß'],
    ['שלום', 'ש'],
    ['日本', '日'],
    ['👩‍💻 work', 'W'],
    ['👩‍💻', '👩‍💻'],
    ['', '•'],
    ['   ', '•'],
  ])('shows of %j the sign %j', (name, letter) => {
    expect(letterTile(name).letter).toBe(letter);
  });

  it('can be made of any name at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const tile = letterTile(name);
        expect(tileColours).toContain(tile.colour);
        expect(tile.letter.length).toBeGreaterThan(0);
      }),
    );
  });
});
