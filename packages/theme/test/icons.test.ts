import { describe, expect, it } from 'vitest';
import { icons, type IconDrawing } from '../src/index.ts';

const drawings = Object.entries<IconDrawing>(icons);

describe('the icons', () => {
  it.each(drawings)('%s is drawn with paths that begin somewhere', (_name, { strokes, fills = [] }) => {
    const paths = [...strokes, ...fills];
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) {
      expect(path).toMatch(/^M[\d.-]+ [\d.-]+[a-zA-Z]/);
      expect(path).toMatch(/^[MmLlHhVvCcSsQqTtAaZz\d\s.,-]+$/);
    }
  });

  it('are told apart: no two have the same drawing', () => {
    const seen = new Set(drawings.map(([, drawing]) => JSON.stringify(drawing)));
    expect(seen.size).toBe(drawings.length);
  });
});
