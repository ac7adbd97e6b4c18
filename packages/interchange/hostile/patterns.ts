import { megabyte, text } from './hostile-file.ts';
import type { HostileFile } from './hostile-file.ts';

/** Each entity is ten of the one before. */
function growingEntities(): string {
  const lines = Array.from({ length: 12 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`);
  return `<?xml version="1.0"?><!DOCTYPE map [<!ENTITY e0 "lol">${lines.join('')}]><map><string name="a">&e12;</string></map>`;
}

/** Texts that a careless pattern looks at again and again, or makes grow. */
export const patterns: readonly HostileFile[] = [
  { name: 'entities that grow', bytes: () => text(growingEntities()), expected: 'refused' },
  {
    name: 'a quadratic pattern of equal signs',
    bytes: () => text('A'.repeat(5 * megabyte) + '='.repeat(5 * megabyte)),
    expected: 'refused',
  },
  {
    name: 'a quadratic pattern of blanks',
    bytes: () => text(`${' '.repeat(10 * megabyte)}otpauth:`),
    expected: { imported: 0 },
  },
  {
    name: 'a quadratic pattern of quotes',
    bytes: () => text(`name,login_totp\n${'"'.repeat(10 * megabyte)}`),
    expected: 'refused',
  },
  {
    name: 'a quadratic pattern of brackets',
    bytes: () => text(`- otpauth://x${')'.repeat(10 * megabyte)}\n- otpauth://y${','.repeat(10 * megabyte)}`),
    expected: { imported: 0 },
  },
];
