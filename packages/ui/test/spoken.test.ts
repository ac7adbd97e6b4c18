import { describe, expect, it } from 'vitest';
import { rowLabel } from '../src/list/row-label.ts';
import { count, shortDuration, spokenDuration } from '../src/strings/durations.ts';
import { en } from '../src/strings/en.ts';
import { groupedLongCode, longCodeLength } from '../src/strings/long-code.ts';
import { groupedText, spokenCode } from '../src/strings/spoken.ts';

describe('a code', () => {
  it('is read sign by sign, never as a number', () => {
    expect(spokenCode('307615')).toBe('3 0 7 6 1 5');
    expect(spokenCode('VK5JM')).toBe('V K 5 J M');
  });

  it.each([
    ['307615', '307 615'],
    ['3076150', '307 6150'],
    ['55218093', '5521 8093'],
    ['1524604133', '152 460 4133'],
    ['VK5JM', 'VK5JM'],
  ])('%s is written %s', (code, groups) => {
    expect(groupedText(code)).toBe(groups);
  });
});

describe('what a screen reader says of a row', () => {
  const names = 'Cases, ada@firm.example';
  const timed = { kind: 'timed', code: '307615', nextCode: '111222', secondsLeft: 18, periodSeconds: 30 } as const;

  it('is its names, its code digit by digit and how long that is good for', () => {
    expect(rowLabel({ names, view: timed, isHidden: false }, en.list)).toBe(
      'Cases, ada@firm.example, 3 0 7 6 1 5, 18 seconds left',
    );
  });

  it('is never the code while codes are hidden', () => {
    const label = rowLabel({ names, view: timed, isHidden: true }, en.list);
    expect(label).toBe('Cases, ada@firm.example, code hidden');
  });

  it('tells that a counter account has no code yet', () => {
    expect(rowLabel({ names, view: { kind: 'counter', code: null, counter: 4 }, isHidden: false }, en.list)).toBe(
      'Cases, ada@firm.example, no code yet',
    );
    expect(rowLabel({ names, view: { kind: 'counter', code: '904118', counter: 4 }, isHidden: false }, en.list)).toBe(
      'Cases, ada@firm.example, 9 0 4 1 1 8',
    );
  });

  it('is the names alone while nothing is known', () => {
    expect(rowLabel({ names, view: null, isHidden: true }, en.list)).toBe(names);
  });
});

describe('durations', () => {
  it.each([
    [300, '5 min'],
    [160, '2 min 40 s'],
    [30, '30 s'],
    [3600, '1 h'],
    [0, '0 s'],
  ])('%i seconds are %s in a bar', (seconds, words) => {
    expect(shortDuration(seconds)).toBe(words);
  });

  it.each([
    [10_800, '3 hours'],
    [160, '2 minutes 40 seconds'],
    [61, '1 minute 1 second'],
    [90_061, '1 day 1 hour'],
    [0, '0 seconds'],
  ])('%i seconds are %s in a sentence', (seconds, words) => {
    expect(spokenDuration(seconds)).toBe(words);
  });

  it('count', () => {
    expect([count(0, 'day', 'days'), count(1, 'day', 'days'), count(2, 'day', 'days')]).toEqual([
      '0 days',
      '1 day',
      '2 days',
    ]);
  });
});

describe('a long code', () => {
  it('is counted without its dress, by code points', () => {
    expect(longCodeLength('jbsw y3dp-ehpk\t3pxp')).toBe(16);
    expect(longCodeLength('ab👍')).toBe(3);
  });

  it('is shown in groups of four', () => {
    expect(groupedLongCode('JBSWY3DPEHPK3P')).toBe('JBSW Y3DP EHPK 3P');
    expect(groupedLongCode('')).toBe('');
  });
});
