import type { ReactElement, ReactNode, Ref } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField as AriaTextField } from 'react-aria-components';
import { useGrowingArea } from '../hooks/use-growing-area.ts';
import { Icon } from './icon.tsx';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** One sentence that names the field, the place and the mend; null: all is well. */
  readonly error?: string | null;
  readonly hint?: ReactNode;
  /** `long-code`: monospace, no spelling, no capitals. `lines`: several lines. `pin`: no spelling, no capitals. */
  readonly look?: 'text' | 'long-code' | 'lines' | 'number' | 'pin';
  readonly isReadOnly?: boolean;
  readonly autoFocus?: boolean;
  readonly autoComplete?: string;
  readonly maxLength?: number;
  readonly name?: string;
  readonly onBlur?: () => void;
  readonly inputRef?: Ref<HTMLInputElement | HTMLTextAreaElement>;
}

export function TextField({
  label,
  error = null,
  hint,
  look = 'text',
  inputRef,
  maxLength,
  autoComplete = 'off',
  ...field
}: TextFieldProps): ReactElement {
  const plain = look === 'long-code' || look === 'number' || look === 'pin';
  return (
    <AriaTextField
      {...field}
      {...(maxLength === undefined ? {} : { maxLength })}
      className="field"
      isInvalid={error !== null}
      validationBehavior="aria"
      autoComplete={autoComplete}
      // Some browsers have their maker check the spelling: names and notes would leave the computer.
      spellCheck="false"
      {...(plain ? { autoCorrect: 'off', autoCapitalize: 'none' } : {})}
      {...(look === 'number' ? { inputMode: 'numeric' as const } : {})}
    >
      <Label className="field-label">{label}</Label>
      {look === 'long-code' || look === 'lines' ? (
        // A long code wraps instead of running out of sight; Enter submits the form, see useSubmitOnEnter.
        <GrowingArea
          // The ref's element is the one this branch makes.
          areaRef={inputRef as Ref<HTMLTextAreaElement>}
          look={look}
        />
      ) : (
        // The ref's element is the one this branch makes.
        <Input ref={inputRef as Ref<HTMLInputElement>} className="field-control" />
      )}
      <FieldMessages error={error} hint={hint} />
    </AriaTextField>
  );
}

interface GrowingAreaProps {
  readonly areaRef: Ref<HTMLTextAreaElement>;
  readonly look: 'long-code' | 'lines';
}

function GrowingArea({ areaRef, look }: GrowingAreaProps): ReactElement {
  const ref = useGrowingArea(areaRef);
  return <TextArea ref={ref} className={`field-control field-area field-${look}`} rows={look === 'lines' ? 3 : 1} />;
}

/** What is said of a value that works, but perhaps not as meant: looks like an error and does not refuse. */
export function FieldWarning({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <span className="field-warning">
      <Icon name="warning" size={16} />
      <span>{children}</span>
    </span>
  );
}

interface FieldMessagesProps {
  readonly error: string | null;
  readonly hint?: ReactNode;
}

/** The error or, when there is none, the hint; both are tied to the control by aria-describedby. */
export function FieldMessages({ error, hint }: FieldMessagesProps): ReactElement {
  return (
    <>
      {error === null && hint !== undefined && hint !== null && hint !== false ? (
        <Text slot="description" className="field-hint" elementType="div">
          {hint}
        </Text>
      ) : null}
      <FieldError className="field-error" elementType="div">
        <Icon name="warning" size={16} />
        <span>{error}</span>
      </FieldError>
    </>
  );
}
