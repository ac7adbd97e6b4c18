import type { ReactElement } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';

interface RadioChoice<Value extends string> {
  readonly value: Value;
  readonly words: string;
  readonly hint: string;
}

interface RadioPanelProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly RadioChoice<Value>[];
  readonly onChange: (value: Value) => void;
}

/** A panel whose rows are the choices, one of them chosen. */
export function RadioPanel<Value extends string>({
  label,
  value,
  choices,
  onChange,
}: RadioPanelProps<Value>): ReactElement {
  return (
    <RadioGroup
      className="panel radio-panel"
      aria-label={label}
      value={value}
      onChange={(next) => {
        const chosen = choices.find((choice) => choice.value === next);
        if (chosen !== undefined) {
          onChange(chosen.value);
        }
      }}
    >
      {choices.map((choice) => (
        <Radio key={choice.value} value={choice.value} className="panel-row radio-row">
          <span className="radio-dot" />
          <span className="panel-row-words">
            <span className="panel-row-label">{choice.words}</span>
            <span className="panel-row-hint">{choice.hint}</span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
