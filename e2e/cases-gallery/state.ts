import type { Page } from 'playwright-core';
import type { Told } from '../../examples/cases/test/lying-provider.ts';

/** A page of the example platform in one state, reached as a user reaches it. A page that is not here does not exist. */
export interface CasesState {
  /** Begins with `cases-`, since pictures of other galleries lie beside these. */
  readonly id: string;
  readonly title: string;
  /** The letter and number on the drawings. */
  readonly sheet?: string;
  /** A text to be seen once it is reached, and in no other state before. */
  readonly expects: string;
  reach(about: Reaching): Promise<void>;
}

/** A platform of its own, filled afresh, at 09:31 on the day of the drawings. */
export interface Reaching {
  readonly page: Page;
  readonly origin: string;
  /** Signs in and shows what is at `path`. */
  signIn(path: string, told?: Told): Promise<void>;
  /** Lets time pass on the platform and at the provider. */
  advance(seconds: number): void;
  /** What the provider says from now on; null holds the browser there. */
  told(told: Told | null): void;
}
