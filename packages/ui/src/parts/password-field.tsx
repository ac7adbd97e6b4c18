import { useState, type KeyboardEvent, type ReactElement, type ReactNode, type Ref } from 'react';
import { Group, Input, Label, TextField as AriaTextField } from 'react-aria-components';
import { useWords } from '../hooks/words.tsx';
import { IconButton } from './button.tsx';
import { FieldMessages } from './text-field.tsx';

interface PasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** `new-password` where one is chosen, `current-password` where it is asked for. */
  readonly purpose: 'new-password' | 'current-password';
  readonly error?: string | null;
  readonly hint?: ReactNode;
  readonly autoFocus?: boolean;
  readonly onBlur?: () => void;
  readonly onCapsLock?: (isOn: boolean) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
  /** Two fields that are shown and hidden together; absent: one that is by itself. */
  readonly eye?: SharedEye;
}

interface SharedEye {
  readonly isShown: boolean;
  readonly onPress: () => void;
  /** Tab passes it by, since the next field of the pair has the same: who types on must not press it with a blank. */
  readonly isPassedByTab: boolean;
}

export function PasswordField({
  label,
  purpose,
  error = null,
  hint,
  onCapsLock,
  inputRef,
  eye,
  ...field
}: PasswordFieldProps): ReactElement {
  const words = useWords();
  const [isShownAlone, setShownAlone] = useState(false);
  const isShown = eye?.isShown ?? isShownAlone;
  const watchCapsLock = (event: KeyboardEvent): void => onCapsLock?.(event.getModifierState('CapsLock'));
  return (
    <AriaTextField
      {...field}
      className="field"
      type={isShown ? 'text' : 'password'}
      autoComplete={purpose}
      isInvalid={error !== null}
      validationBehavior="aria"
      spellCheck="false"
      autoCorrect="off"
    >
      <Label className="field-label">{label}</Label>
      <Group className="field-control field-with-button">
        <Input
          ref={inputRef ?? null}
          className="field-inner"
          autoCapitalize="none"
          onKeyDown={watchCapsLock}
          onKeyUp={watchCapsLock}
        />
        <IconButton
          icon={isShown ? 'eye-off' : 'eye'}
          label={isShown ? words.common.hidePassword : words.common.showPassword}
          size="row"
          onPress={eye?.onPress ?? (() => setShownAlone(!isShownAlone))}
          excludeFromTabOrder={eye?.isPassedByTab ?? false}
        />
      </Group>
      <FieldMessages error={error} hint={hint} />
    </AriaTextField>
  );
}
