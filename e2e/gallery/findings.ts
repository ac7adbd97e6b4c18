import { axeFindings } from './axe.ts';
import { focusFindings } from './focus.ts';
import { layoutFindings } from './layout.ts';
import type { GalleryWindowSize, Scheme, ShownStates } from './window.ts';

/** In which windows what is looked at. */
export interface Looks {
  readonly axe: readonly (readonly [GalleryWindowSize, Scheme, Parameters<typeof axeFindings>[1]])[];
  readonly layout: readonly GalleryWindowSize[];
  /** Each scheme has its own colours of focus; each size its own room for what is focused. */
  readonly focus: readonly (readonly [GalleryWindowSize, Scheme])[];
}

type Reached = Pick<ShownStates<never>, 'page' | 'look' | 'complaints'>;

/** Everything that is wrong with the state that is reached, one line each. */
export async function findingsIn(shown: Reached, looks: Looks): Promise<readonly string[]> {
  const findings: string[] = [];
  for (const [size, scheme, what] of looks.axe) {
    await shown.look(size, scheme);
    findings.push(...at(`${size.name} ${scheme}`, await axeFindings(shown.page, what)));
  }
  for (const size of looks.layout) {
    await shown.look(size, 'light');
    findings.push(...at(size.name, await layoutFindings(shown.page)));
  }
  // Walking moves the focus, closes what closes on blur and so comes last; its colours are looked at in both schemes.
  for (const [size, scheme] of looks.focus) {
    await shown.look(size, scheme);
    findings.push(...at(`${size.name} ${scheme}`, await focusFindings(shown.page)));
  }
  return [...findings, ...at('page', shown.complaints)];
}

/** The same of a state on paper, which has neither focus nor screen reader. */
export async function findingsOnPaper(shown: Reached): Promise<readonly string[]> {
  return [...at('print', await layoutFindings(shown.page)), ...at('page', shown.complaints)];
}

function at(where: string, found: readonly string[]): readonly string[] {
  return found.map((finding) => `${where}: ${finding}`);
}

/** Pages that wait for the next state; as many as there are states looked at at once. */
export interface IdlePages<Shown> {
  use(work: (shown: Shown) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export function keepPages<Shown extends { close(): Promise<void> }>(
  open: () => Promise<Shown> | undefined,
): IdlePages<Shown> {
  const idle: Shown[] = [];
  return {
    use: async (work) => {
      const shown = idle.pop() ?? (await open());
      if (shown === undefined) {
        throw new Error('No browser.');
      }
      try {
        await work(shown);
      } finally {
        idle.push(shown);
      }
    },
    close: async () => {
      await Promise.all(idle.splice(0).map((shown) => shown.close()));
    },
  };
}
