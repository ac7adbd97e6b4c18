import type { ReactElement } from 'react';
import { useWords } from '../hooks/words.tsx';
import { Icon } from './icon.tsx';
import { PanelRow } from './panel.tsx';

/** The hint of a row that the organisation's policy decides, or limits. */
export function ManagedHint(): ReactElement {
  const words = useWords().managed;
  return (
    <span className="managed-hint">
      <Icon name="building" size={14} />
      {words.managed}
    </span>
  );
}

interface FixedRowProps {
  readonly label: string;
  /** What is so, such as "Off". */
  readonly value: string;
  /** Where the value alone would say too much. */
  readonly meaning?: string;
}

/** A row whose value is not the user's to change. */
export function FixedRow({ label, value, meaning }: FixedRowProps): ReactElement {
  return (
    <PanelRow
      label={label}
      hint={
        <>
          <ManagedHint />
          {meaning === undefined ? null : <span className="managed-meaning">{meaning}</span>}
        </>
      }
    >
      <span className="fixed-value">{value}</span>
    </PanelRow>
  );
}
