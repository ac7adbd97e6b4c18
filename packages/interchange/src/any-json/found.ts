import type { ImportEntry } from '../entry.ts';
import type { TransferPart } from '../backup.ts';
import { requireFewEntries } from '../link-list/read.ts';
import { plainName } from '../login-table/columns.ts';
import type { Around } from './parameters.ts';

export type Field = readonly [name: string, value: string];

interface FoundEntry {
  readonly entry: ImportEntry;
  /** Alone it makes no file of codes: what is called so may be something else. */
  readonly isDoubtful: boolean;
  /** It counts only where a code stands under this name elsewhere in the file. */
  readonly ifUsed?: string;
}

/** What comes to light in a file, in its order. */
export class Found {
  readonly parts: TransferPart[] = [];
  withoutCode = 0;
  hasLinks = false;
  readonly #entries: FoundEntry[] = [];
  readonly #namesOfCodes = new Set<string>();
  readonly #blanks: string[] = [];

  get count(): number {
    return this.#entries.length;
  }

  get nextPlace(): string {
    return `entry ${this.count + 1}`;
  }

  add(...entries: readonly ImportEntry[]): void {
    this.#push(...entries.map((entry) => ({ entry, isDoubtful: false })));
  }

  addDoubtful(entry: ImportEntry, ifUsed?: string): void {
    this.#push({ entry, isDoubtful: true, ...(ifUsed !== undefined && { ifUsed: plainName(ifUsed) }) });
  }

  /** A code stands in a field of this name. */
  learn(name: string): void {
    this.#namesOfCodes.add(plainName(name));
  }

  addBlank(name: string): void {
    this.#blanks.push(plainName(name));
  }

  /** Empty where nothing in the file is surely a code. */
  get entries(): readonly ImportEntry[] {
    return this.#entries.some(({ isDoubtful }) => !isDoubtful)
      ? this.#entries.flatMap(({ entry, ifUsed }) =>
          ifUsed === undefined || this.#namesOfCodes.has(ifUsed) ? [entry] : [],
        )
      : [];
  }

  get blanks(): number {
    return this.#blanks.filter((name) => this.#namesOfCodes.has(name)).length;
  }

  #push(...entries: readonly FoundEntry[]): void {
    requireFewEntries(this.count + entries.length);
    this.#entries.push(...entries);
  }
}

/** Where the walk stands. */
export interface Place extends Around {
  /** What the objects around it are called. */
  readonly names: readonly Field[];
  readonly found: Found;
}
