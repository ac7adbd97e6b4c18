import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../tools/requirements.ts';

const folder = join(projectRoot, 'apps/web/dist');
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const textOf = (file: string): string => readFileSync(file, 'utf8');

describe('the built web app', () => {
  it('tells nothing of the computer that it was built on', () => {
    expect(files.length).toBeGreaterThan(4);
    expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
    for (const file of files) {
      expect(textOf(file).includes(projectRoot), file).toBe(false);
      expect(textOf(file).includes('sourceMappingURL'), file).toBe(false);
    }
  });

  it('names no other origin from which anything could come', () => {
    const page = textOf(join(folder, 'index.html'));
    expect(page).not.toMatch(/(?:src|href)="(?!\/)/);
    expect(page).not.toMatch(/<style|style=|<script(?![^>]*\bsrc=)|\bon[a-z]+=/);
  });

  it('holds nothing that is for tests only', () => {
    const scripts = files.filter((file) => file.endsWith('.js')).map(textOf);
    expect(scripts.some((script) => script.includes('halfminute slot'))).toBe(true);
    expect(scripts.filter((script) => script.includes('a fresh host has no vault file'))).toEqual([]);
  });
});
