import { groupCode } from '@halfminute/core';
import type { ReactElement } from 'react';
import { spokenCode } from '../strings/spoken.ts';

interface CodeFigureProps {
  /** The digits (or Steam's letters) alone; null: hidden or not known yet. */
  readonly code: string | null;
  /** How many signs a hidden code has, so that nothing moves when it shows. */
  readonly digits: number;
  readonly size?: 'row' | 'small';
  readonly isWarning?: boolean;
  /** false inside a control whose name says the code already. */
  readonly isSpoken?: boolean;
}

/** The code, in groups. Read digit by digit, and never as a live region. */
export function CodeFigure({
  code,
  digits,
  size = 'row',
  isWarning = false,
  isSpoken = true,
}: CodeFigureProps): ReactElement {
  const groups = groupCode(code ?? '•'.repeat(digits));
  const classes = ['code', `code-${size}`, isWarning ? 'code-warn' : '', code === null ? 'code-hidden' : ''];
  return (
    <>
      <span className={classes.filter(Boolean).join(' ')} aria-hidden="true">
        {groups.map((group, place) => (
          // Groups have no name but their place, and a code never has its groups reordered.
          // oxlint-disable-next-line react/no-array-index-key
          <span className="code-group" key={place}>
            {code === null ? <HiddenSigns count={group.length} /> : group}
          </span>
        ))}
      </span>
      {isSpoken && code !== null ? <span className="visually-hidden">{spokenCode(code)}</span> : null}
    </>
  );
}

/** Each dot as wide as a figure, so that nothing moves when the code shows. */
function HiddenSigns({ count }: { readonly count: number }): ReactElement {
  return (
    <>
      {Array.from({ length: count }, (_, place) => (
        <span className="code-sign" key={place}>
          •
        </span>
      ))}
    </>
  );
}
