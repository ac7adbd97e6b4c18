import type { AccountForm } from '@halfminute/core';
import type { ReactElement, Ref } from 'react';
import { TextField } from './text-field.tsx';

interface PinFieldProps {
  readonly form: AccountForm;
  readonly label: string;
  readonly hint: string;
  readonly onChange: (pin: string) => void;
  readonly onBlur: () => void;
  readonly error: string | null;
  readonly inputRef: Ref<HTMLInputElement | HTMLTextAreaElement>;
  readonly autoFocus?: boolean;
}

/** The PIN of an account whose codes are made with one; nothing for any other. */
export function PinField({ form, onChange, ...field }: PinFieldProps): ReactElement | null {
  if (form.kind !== 'motp' && form.kind !== 'yandex') {
    return null;
  }
  return <TextField {...field} look={form.kind === 'yandex' ? 'number' : 'pin'} value={form.pin} onChange={onChange} />;
}
