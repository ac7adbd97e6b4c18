import type { ReactElement, ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';

interface ChipProps {
  readonly isChosen: boolean;
  readonly onChange: (isChosen: boolean) => void;
  readonly children: ReactNode;
}

/** A filter that is on or off (aria-pressed). */
export function Chip({ isChosen, onChange, children }: ChipProps): ReactElement {
  return (
    <ToggleButton className="chip" isSelected={isChosen} onChange={onChange}>
      {children}
    </ToggleButton>
  );
}
