import { describe, expect, it } from 'vitest';
import { zoomAfter } from '../src/keyboard/use-zoom-keys.ts';

describe('the keys of the zoom', () => {
  it('go by the steps that browsers have', () => {
    expect(zoomAfter('+', 100)).toBe(110);
    expect(zoomAfter('=', 110)).toBe(125);
    expect(zoomAfter('-', 100)).toBe(90);
    expect(zoomAfter('0', 175)).toBe(100);
  });

  it('find their way from a zoom between two steps', () => {
    expect(zoomAfter('+', 105)).toBe(110);
    expect(zoomAfter('-', 105)).toBe(100);
  });

  it('end at 50 and at 300', () => {
    expect(zoomAfter('-', 50)).toBe(50);
    expect(zoomAfter('+', 300)).toBe(300);
  });

  it('are no other keys', () => {
    expect(zoomAfter('1', 100)).toBeNull();
    expect(zoomAfter('a', 100)).toBeNull();
  });
});
