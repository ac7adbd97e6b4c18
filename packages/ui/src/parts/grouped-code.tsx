import type { ReactElement } from 'react';
import { spokenCode } from '../strings/spoken.ts';

interface GroupedCodeProps {
  /** Four characters each; the last may be shorter. */
  readonly groups: readonly string[];
  /** `wide`: a recovery key, four columns. `narrow`: a long code beside its picture, two columns. */
  readonly look: 'wide' | 'narrow';
  /** What it is, for a screen reader. */
  readonly label: string;
}

/** A key or long code in straight columns, never broken inside a group; read group by group, sign by sign. */
export function GroupedCode({ groups, look, label }: GroupedCodeProps): ReactElement {
  return (
    <ol className={`grouped-code grouped-code-${look}`} aria-label={label} translate="no">
      {groups.map((group, place) => (
        // Two groups may be equal, and none ever changes its place.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={place}>
          <span aria-hidden="true">{group}</span>
          <span className="visually-hidden">{spokenCode(group)}</span>
        </li>
      ))}
    </ol>
  );
}

/** Four characters a group, as they stand on paper. */
export function groupsOfFour(code: string): readonly string[] {
  return code.match(/.{1,4}/gu) ?? [];
}
