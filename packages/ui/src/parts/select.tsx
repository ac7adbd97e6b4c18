import type { ReactElement } from 'react';
import {
  Button as AriaButton,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Radio,
  RadioGroup,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components';
import { Icon } from './icon.tsx';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly words: string;
}

interface SelectProps<Value extends string> {
  readonly label: string;
  /** `beside`: the row around it shows the words. `above`: as in a form. */
  readonly labelPlace?: 'beside' | 'above';
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
}

export function Select<Value extends string>({
  label,
  labelPlace = 'beside',
  value,
  choices,
  onChange,
}: SelectProps<Value>): ReactElement {
  return (
    <AriaSelect
      className={`select select-${labelPlace}`}
      selectedKey={value}
      onSelectionChange={(key) => {
        const chosen = choices.find((choice) => choice.value === key);
        if (chosen !== undefined) {
          onChange(chosen.value);
        }
      }}
    >
      <Label className={labelPlace === 'above' ? 'field-label' : 'visually-hidden'}>{label}</Label>
      <AriaButton className="select-button">
        <SelectValue className="select-value" />
        <Icon name="down" size={16} />
      </AriaButton>
      <Popover className="menu-popover" data-overlay="" offset={4}>
        <ListBox className="menu select-list">
          {choices.map((choice) => (
            <ListBoxItem key={choice.value} id={choice.value} textValue={choice.words} className="menu-item">
              {({ isSelected }) => (
                <>
                  <span className="menu-item-words">{choice.words}</span>
                  {isSelected ? <Icon name="check" size={16} /> : null}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
}

/** Two to four choices side by side, such as the theme. */
export function Segmented<Value extends string>({
  label,
  value,
  choices,
  onChange,
}: SegmentedProps<Value>): ReactElement {
  return (
    <RadioGroup
      className="segmented"
      aria-label={label}
      orientation="horizontal"
      value={value}
      onChange={(next) => {
        const chosen = choices.find((choice) => choice.value === next);
        if (chosen !== undefined) {
          onChange(chosen.value);
        }
      }}
    >
      {choices.map((choice) => (
        <Radio key={choice.value} value={choice.value} className="segment">
          {choice.words}
        </Radio>
      ))}
    </RadioGroup>
  );
}
