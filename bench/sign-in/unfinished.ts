import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Table } from '../table.ts';

const file = join(import.meta.dirname, '../../out/bench/sign-in-unfinished.json');

/** The parts that a run has measured so far. Each part is compared within itself, so one that a later part's failure ended need not begin anew. */
export interface Unfinished {
  measuredBefore(part: string): readonly Table[] | null;
  keep(part: string, tables: readonly Table[]): void;
  /** The run is through: the next one measures everything. */
  forget(): void;
}

/** With `resume`, what the last run left; otherwise nothing. */
export function openUnfinished({ resume }: { readonly resume: boolean }): Unfinished {
  const parts = resume ? read() : {};
  return {
    measuredBefore: (part) => parts[part] ?? null,
    keep(part, tables) {
      parts[part] = tables;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(parts));
    },
    forget: () => rmSync(file, { force: true }),
  };
}

function read(): Record<string, readonly Table[]> {
  try {
    // as: nothing but keep() writes it
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, readonly Table[]>;
  } catch {
    return {};
  }
}
