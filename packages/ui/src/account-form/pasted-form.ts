import { emptyForm, type AccountForm, type App } from '@halfminute/core';
import { groupedLongCode } from '../strings/long-code.ts';

/** What the Add form begins with. */
export interface GivenForm {
  readonly form: AccountForm;
  /** The screen says so. */
  readonly isFromLink: boolean;
}

/** The form that a paste fills in. What is not understood stands in the Code field, where it is said what is wrong. */
export function formOfPaste(text: string, app: Pick<App, 'accounts'>): GivenForm {
  const typed = { ...emptyForm(), code: text };
  const reading = app.accounts.readForm(typed);
  return reading.outcome === 'link'
    ? { form: formOfLink(reading.form), isFromLink: true }
    : { form: typed, isFromLink: false };
}

/** A form that a link filled in, with its long code as sign-in pages show it. */
export function formOfLink(form: AccountForm): AccountForm {
  return { ...form, code: groupedLongCode(form.code) };
}
