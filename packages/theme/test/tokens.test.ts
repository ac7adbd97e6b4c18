import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contrast } from './contrast.ts';

const sheet = readFileSync(join(import.meta.dirname, '../src/tokens.css'), 'utf8');
const tokens = new Map(
  [...sheet.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

/** What the design promises: text on ground, light, dark. */
const promised: readonly (readonly [string, string, number, number])[] = [
  ['ink', 'bg', 15.8, 15.6],
  ['ink', 'card', 17.1, 14.0],
  ['ink', 'soft', 14.9, 12.7],
  ['ink', 'hover', 14.7, 12.5],
  ['ink', 'mark', 13.1, 8.5],
  ['ink', 'warn-soft', 15.0, 12.8],
  ['quiet', 'bg', 5.6, 7.3],
  ['quiet', 'card', 6.0, 6.5],
  ['quiet', 'soft', 5.3, 5.9],
  ['quiet', 'hover', 5.2, 5.8],
  ['quiet', 'warn-soft', 5.3, 6.0],
  ['accent', 'bg', 5.4, 8.3],
  ['accent', 'card', 5.8, 7.5],
  ['accent', 'soft', 5.1, 6.8],
  ['accent', 'hover', 5.0, 6.7],
  ['on-accent', 'accent', 5.8, 8.7],
  ['warn', 'bg', 5.1, 9.9],
  ['warn', 'card', 5.5, 8.9],
  ['warn', 'warn-soft', 4.9, 8.2],
  ['warn', 'hover', 4.8, 7.9],
  ['on-warn', 'warn', 5.5, 10.2],
  ['on-toast', 'toast', 15.8, 15.6],
  ['toast-link', 'toast', 9.5, 5.1],
  ['edge', 'bg', 3.3, 4.0],
  ['edge', 'card', 3.6, 3.6],
  ['edge', 'hover', 3.1, 3.2],
];

function measured(text: string, ground: string, theme: 'light' | 'dark'): number {
  const [one, other] = [tokens.get(text)?.[theme], tokens.get(ground)?.[theme]];
  if (one === undefined || other === undefined) {
    throw new Error(`no token ${text} or ${ground}`);
  }
  return contrast(one, other);
}

describe('the colours', () => {
  it.each(promised)('keep %s on %s as far apart as promised, light and dark', (text, ground, light, dark) => {
    expect(Math.round(measured(text, ground, 'light') * 10) / 10).toBeGreaterThanOrEqual(light);
    expect(Math.round(measured(text, ground, 'dark') * 10) / 10).toBeGreaterThanOrEqual(dark);
  });

  it('give text 4.5:1 and the boundary of a control 3:1 in both themes', () => {
    for (const [text, ground] of promised) {
      for (const theme of ['light', 'dark'] as const) {
        expect(measured(text, ground, theme), `${text} on ${ground}, ${theme}`).toBeGreaterThanOrEqual(
          text === 'edge' ? 3 : 4.5,
        );
      }
    }
  });

  it('are told apart by nothing else than light-dark, so that a theme cannot be half switched', () => {
    // Shadows are black of some opacity in both themes and are no colour of a text or a control.
    const plain = [...sheet.matchAll(/--([a-z-]+): (?!light-dark)[^;]*#[0-9a-f]+[^;]*;/g)].map(([, name = '']) => name);
    expect(plain.filter((name) => !name.startsWith('shadow-'))).toEqual([]);
  });
});

describe('motion', () => {
  it('is at most 150 ms and none at all where the system asks for that', () => {
    expect(Number(/--motion: (\d+)ms/.exec(sheet)?.[1])).toBeLessThanOrEqual(150);
    expect(sheet).toMatch(/prefers-reduced-motion: reduce\)[^}]*--motion: 0s/);
  });
});
