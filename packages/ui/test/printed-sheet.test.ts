import { expect, test } from 'vitest';
import { groupsOfFour } from '../src/parts/grouped-code.tsx';
import { sheetToText } from '../src/parts/printed-sheet.tsx';
import { en } from '../src/strings/en.ts';

const clock = { unixMs: () => Date.UTC(2026, 10, 25, 8, 12), utcOffsetMinutes: () => 60 };

test('the recovery sheet as a file says what it opens, when it was made, the whole key and what to do with it', () => {
  const groups = ['K7QM', '4RXT', '9WBC', 'H2FN', 'VD6P', '3YJA', '8GSE', 'M5ZT'];
  const text = sheetToText(
    { groups, fileName: 'ada.halfminute', madeUnixSeconds: Date.UTC(2026, 10, 16, 7, 12) / 1000 },
    en,
    clock,
  );
  expect(text).toContain('Opens ada.halfminute, made 16 November 2026, 08:12\n');
  expect(text).toContain('    K7QM  4RXT  9WBC  H2FN\n    VD6P  3YJA  8GSE  M5ZT\n');
  expect(text).toContain('1. Open Halfminute and choose Use the recovery key.\n');
  expect(text).toContain('3. Choose a new password, then print a new sheet.\n');
  expect(text.endsWith('can read every code.\n')).toBe(true);
});

test('a long code stands in groups of four, the last one shorter where it must be', () => {
  expect(groupsOfFour('JBSWY3DPEH')).toEqual(['JBSW', 'Y3DP', 'EH']);
  expect(groupsOfFour('')).toEqual([]);
});
