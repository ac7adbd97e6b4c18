import type { ReactElement } from 'react';
import { SwitchButton, SwitchField } from 'react-aria-components';

interface SwitchRowProps {
  readonly label: string;
  readonly hint?: string;
  readonly isSelected: boolean;
  /** It cannot be changed here; the hint says why. */
  readonly isDisabled?: boolean;
  readonly onChange: (isSelected: boolean) => void;
}

/** A whole panel row that switches something on or off; the knob changes side, not only colour. */
export function SwitchRow({ label, hint, isSelected, isDisabled = false, onChange }: SwitchRowProps): ReactElement {
  return (
    <SwitchField className="switch-field" isSelected={isSelected} isDisabled={isDisabled} onChange={onChange}>
      <SwitchButton className="panel-row switch-row">
        <span className="panel-row-words">
          <span className="panel-row-label">{label}</span>
          {hint === undefined ? null : <span className="panel-row-hint">{hint}</span>}
        </span>
        <span className="switch-track">
          <span className="switch-knob" />
        </span>
      </SwitchButton>
    </SwitchField>
  );
}
