import type { FoundAccount } from '@halfminute/core';
import type { ReactElement, ReactNode } from 'react';

type Match = FoundAccount['matches'][number];
type Range = Pick<Match, 'start' | 'length'>;

interface MarkedTextProps {
  readonly text: string;
  readonly ranges: readonly Range[];
}

/** The text with what the search hit marked. */
export function MarkedText({ text, ranges }: MarkedTextProps): ReactElement {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const { start, end } of joined(ranges)) {
    parts.push(text.slice(from, start), <mark key={start}>{text.slice(start, end)}</mark>);
    from = end;
  }
  parts.push(text.slice(from));
  return <>{parts}</>;
}

/** Two words of a query may hit overlapping stretches; a mark inside a mark would say them twice. */
function joined(ranges: readonly Range[]): readonly { readonly start: number; readonly end: number }[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, length } of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last !== undefined && start <= last.end) {
      last.end = Math.max(last.end, start + length);
    } else {
      result.push({ start, end: start + length });
    }
  }
  return result;
}
