import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { commandManPage, manPageFile } from '../../packaging/man-page.ts';

it('the manual page says what the command line knows (if not: node --conditions=@halfminute/source packaging/man-page.ts)', () => {
  expect(readFileSync(manPageFile, 'utf8')).toBe(commandManPage());
});
