import type { CodeView } from '@halfminute/core';
import { spokenCode } from '../strings/spoken.ts';
import type { Words } from '../strings/en.ts';

interface RowLabelInput {
  /** "Cases, ada@firm.example" */
  readonly names: string;
  readonly view: CodeView | null;
  readonly isHidden: boolean;
}

/** What a screen reader says of a row when it is reached: the code digit by digit, and how long it is good for. */
export function rowLabel({ names, view, isHidden }: RowLabelInput, words: Words['list']): string {
  if (view === null) {
    return names;
  }
  if (isHidden) {
    return words.spokenHidden(names);
  }
  return view.kind === 'timed'
    ? words.spoken({ names, code: spokenCode(view.code), secondsLeft: view.secondsLeft })
    : words.spokenCounter({ names, code: view.code === null ? null : spokenCode(view.code) });
}
