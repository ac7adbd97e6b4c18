import { describe, expect, it } from 'vitest';
import { spellOutProperties } from '../spell-out-properties.mjs';

const properties = ['White_Space', 'Cc', 'Cf', 'Pd', 'Default_Ignorable_Code_Point'];

describe('the bundle’s character classes', () => {
  it.each(properties)('hold every member of %s and nothing else, once it is spelled out', (property) => {
    const spelled = spellOutProperties(String.raw`[x\p{${property}}]`);
    expect(spelled).not.toContain('p{');
    const [before, after] = [new RegExp(String.raw`[x\p{${property}}]`, 'u'), new RegExp(spelled, 'u')];
    const differing: number[] = [];
    for (let point = 0; point <= 0x10_ff_ff; point++) {
      const character = String.fromCodePoint(point);
      if (before.test(character) !== after.test(character)) {
        differing.push(point);
      }
    }
    expect(differing).toEqual([]);
  });

  it('are left alone outside of classes, in arrays, and where the property is a large one', () => {
    for (const code of [
      String.raw`/\p{Cc}/u`,
      String.raw`[/\p{Cc}/u]`,
      String.raw`/[\p{L}]/u`,
      String.raw`["\p{Cc}"]`,
    ]) {
      expect(spellOutProperties(code)).toBe(code);
    }
  });
});
