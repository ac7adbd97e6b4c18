import type { AccountForm, FormField } from '@halfminute/core';
import type { ReactElement, Ref } from 'react';
import { useWords } from '../hooks/words.tsx';
import { Select } from './select.tsx';
import { TextField } from './text-field.tsx';

interface AdvancedFieldsProps {
  readonly form: AccountForm;
  readonly onChange: (changes: Partial<AccountForm>) => void;
  /** One sentence, or null where the field is well. */
  readonly errorOf: (field: FormField) => string | null;
  readonly fieldRef: (field: FormField) => Ref<HTMLInputElement | HTMLTextAreaElement>;
}

/** Kind, algorithm, digits, period or counter: what mostly need not be touched. Steam, Mobile-OTP and Yandex have them fixed. */
export function AdvancedFields({ form, onChange, errorOf, fieldRef }: AdvancedFieldsProps): ReactElement {
  const words = useWords().add;
  return (
    <div className="advanced-fields">
      <Select<AccountForm['kind']>
        label={words.kind}
        labelPlace="above"
        value={form.kind}
        choices={[
          { value: 'totp', words: words.kinds.totp },
          { value: 'hotp', words: words.kinds.hotp },
          { value: 'steam', words: words.kinds.steam },
          { value: 'motp', words: words.kinds.motp },
          { value: 'yandex', words: words.kinds.yandex },
        ]}
        onChange={(kind) => onChange({ kind })}
      />
      {form.kind !== 'totp' && form.kind !== 'hotp' ? null : (
        <>
          <Select<AccountForm['algorithm']>
            label={words.algorithm}
            labelPlace="above"
            value={form.algorithm}
            choices={[
              { value: 'SHA1', words: words.algorithms.SHA1 },
              { value: 'SHA256', words: words.algorithms.SHA256 },
              { value: 'SHA512', words: words.algorithms.SHA512 },
            ]}
            onChange={(algorithm) => onChange({ algorithm })}
          />
          <TextField
            label={words.digits}
            look="number"
            value={form.digits}
            onChange={(digits) => onChange({ digits })}
            error={errorOf('digits')}
            inputRef={fieldRef('digits')}
          />
          {form.kind === 'totp' ? (
            <TextField
              label={words.period}
              look="number"
              value={form.periodSeconds}
              onChange={(periodSeconds) => onChange({ periodSeconds })}
              error={errorOf('periodSeconds')}
              inputRef={fieldRef('periodSeconds')}
            />
          ) : (
            <TextField
              label={words.counter}
              look="number"
              value={form.counter}
              onChange={(counter) => onChange({ counter })}
              error={errorOf('counter')}
              inputRef={fieldRef('counter')}
            />
          )}
        </>
      )}
    </div>
  );
}
