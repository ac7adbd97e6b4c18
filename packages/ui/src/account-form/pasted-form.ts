import { emptyForm, type AccountForm, type App } from '@halfminute/core';
import { groupedLongCode } from '../strings/long-code.ts';

/** The form that a paste fills in. What is not understood stands in the Code field, where it is said what is wrong. */
export function formOfPaste(text: string, app: Pick<App, 'accounts'>): AccountForm {
  const typed = { ...emptyForm(), code: text };
  const reading = app.accounts.readForm(typed);
  return reading.outcome === 'link' ? formOfLink(reading.form) : typed;
}

/** A form that a link filled in, with its long code as sign-in pages show it. */
export function formOfLink(form: AccountForm): AccountForm {
  return { ...form, code: groupedLongCode(form.code) };
}
