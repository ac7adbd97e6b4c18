import { describe, expect, it } from 'vitest';
import { estimate } from '../src/password/estimate.ts';
import { strengthOf } from '../src/password/strength.ts';

const eight = { leastLength: 8 };

describe('the strength of a new password', () => {
  it('is nothing while nothing is typed', () => {
    expect(strengthOf('', null, eight)).toBeNull();
  });

  it('says how many characters are missing, without waiting for an estimate', () => {
    expect(strengthOf('abc', null, eight)).toEqual({ bars: 0, sentence: 'Too short: 5 more characters.' });
    expect(strengthOf('abcdefg', null, eight)).toEqual({ bars: 0, sentence: 'Too short: 1 more character.' });
  });

  it('asks for as many as the organisation does', () => {
    expect(strengthOf('lighthouse', null, { leastLength: 12 })).toEqual({
      bars: 0,
      sentence: 'Too short: 2 more characters.',
    });
  });

  it('counts characters as a person does', () => {
    expect(strengthOf('👍👍👍👍', null, eight)).toEqual({ bars: 0, sentence: 'Too short: 4 more characters.' });
  });

  it('is not known while the word lists are not there yet', () => {
    expect(strengthOf('long enough', null, eight)).toBeNull();
  });

  it.each([
    ['password1', 1, 'Weak. It is a common password.'],
    ['qwertyuiop', 1, 'Weak. It is a common password.'],
    ['aaaaaaaaaa', 1, 'Weak. It is easy to guess.'],
    ['halfminute', 1, 'Weak. It is easy to guess.'],
    ['lighthouse violet ferry 88', 4, 'Strong.'],
    ['x7Kq-v0Zt.Lw3', 4, 'Strong.'],
  ])('of %s is %i of four bars', (password, bars, sentence) => {
    expect(strengthOf(password, estimate(password), eight)).toEqual({ bars, sentence });
  });

  it.each([
    [2, 'Fair. Two more words would help.'],
    [3, 'Good. One or two more words would make it strong.'],
  ] as const)('of score %i has its own words', (score, sentence) => {
    expect(strengthOf('long enough', { score, isCommon: false }, eight)).toEqual({ bars: score, sentence });
  });
});
