import type { FoundAccount } from '@halfminute/core';
import type { ReactElement } from 'react';

type Range = Pick<FoundAccount['matches'][number], 'start' | 'length'>;

interface MarkedTextProps {
  readonly text: string;
  readonly ranges: readonly Range[];
}

/** The text with what the search hit marked. */
export function MarkedText({ text, ranges }: MarkedTextProps): ReactElement {
  return (
    <>
      {markedParts(text, ranges).map((part, place) =>
        // The parts of a text have no name but their place.
        // oxlint-disable-next-line react/no-array-index-key
        part.isHit ? <mark key={place}>{part.text}</mark> : part.text,
      )}
    </>
  );
}

/** Characters before a hit that leave room for the hit itself. */
const leadAtMost = 12;

/** The text without what lies far before the hit, so that an ellipsis at its end does not cut the hit off. */
export function fromHit(text: string, { start, length }: Range): { readonly text: string; readonly range: Range } {
  if (start <= leadAtMost) {
    return { text, range: { start, length } };
  }
  const wordStart = text.lastIndexOf(' ', start) + 1;
  const cutAt = start - wordStart <= leadAtMost ? wordStart : start;
  return { text: `…${text.slice(cutAt)}`, range: { start: start - cutAt + 1, length } };
}

interface MarkedPart {
  readonly text: string;
  readonly isHit: boolean;
}

/** The text cut where hits begin and end. Hits that touch become one: a mark inside a mark would be read twice. */
export function markedParts(text: string, ranges: readonly Range[]): readonly MarkedPart[] {
  const isHitAt = Array.from({ length: text.length }, (_, at) =>
    ranges.some(({ start, length }) => start <= at && at < start + length),
  );
  const parts: { text: string; isHit: boolean }[] = [];
  isHitAt.forEach((isHit, at) => {
    const last = parts.at(-1);
    if (last?.isHit === isHit) {
      last.text += text.charAt(at);
    } else {
      parts.push({ text: text.charAt(at), isHit });
    }
  });
  return parts;
}
