import type { AccountForm, AccountId, FormField, FormProblem, FormReading, OtpAccount } from '@halfminute/core';
import { useMemo, useRef, useState, type RefCallback } from 'react';
import { useApp } from '../hooks/app-context.tsx';
import { useWords } from '../hooks/words.tsx';
import { longCodeLength } from '../strings/long-code.ts';
import { formOfLink } from './pasted-form.ts';
import { sayFormProblem } from '../strings/form-problem.ts';

type FieldElement = HTMLInputElement | HTMLTextAreaElement;

export interface AccountFormState {
  readonly form: AccountForm;
  /** As soon as the long code is right, whatever else is missing: for the live code. */
  readonly preview: OtpAccount | null;
  readonly wasFilledFromLink: boolean;
  readonly isDirty: boolean;
  /** Takes what was typed or pasted; a whole link, in whichever field, fills in the form. */
  readonly change: (changes: Partial<AccountForm>) => void;
  /** The field was left: from now on what is wrong with it is said. */
  readonly leave: (field: FormField) => void;
  /** What is said about a field now, or null. */
  readonly errorOf: (field: FormField) => string | null;
  /** What is said about the long code although it works. */
  readonly codeWarning: string | null;
  readonly fieldRef: (field: FormField) => RefCallback<FieldElement>;
  /** The account, or null, with the focus on what is missing. */
  readonly take: () => OtpAccount | null;
}

interface AccountFormOptions {
  readonly initial: AccountForm;
  readonly isFromLink?: boolean;
  /** The account that is being edited: an empty Code field then stands for its long code. */
  readonly editing?: AccountId;
}

const order: readonly FormField[] = [
  'service',
  'user',
  'code',
  'pin',
  'kind',
  'algorithm',
  'digits',
  'periodSeconds',
  'counter',
];

/** A form of Service, User, Code and the rest: what is typed, what it means, what is wrong with it and when that is said. */
export function useAccountForm({ initial, isFromLink = false, editing }: AccountFormOptions): AccountFormState {
  const app = useApp();
  const words = useWords();
  const [form, setForm] = useState(initial);
  // What is wrong with a code that was given, nobody is still typing.
  const [left, setLeft] = useState<ReadonlySet<FormField>>(new Set(initial.code === '' ? [] : (['code'] as const)));
  const [wasFilledFromLink, setFilledFromLink] = useState(isFromLink);
  const elements = useRef(new Map<FormField, FieldElement>());

  const options = editing === undefined ? {} : { editing };
  const { reading, preview } = useMemo(() => {
    const whole = app.accounts.readForm(form, options);
    // A name is not needed to show the code, so that whoever pastes the code first sees it at once.
    const named = app.accounts.readForm({ ...form, service: '-' }, options);
    return { reading: whole, preview: named.outcome === 'ready' ? named.account : null };
    // oxlint-disable-next-line react/exhaustive-deps -- `options` is made of `editing`
  }, [app, form, editing]);

  const change = (changes: Partial<AccountForm>): void => {
    const next = { ...form, ...changes };
    const link = linkIn(changes);
    const read = link === null ? null : app.accounts.readForm({ ...next, code: link }, options);
    if (read?.outcome === 'link') {
      setForm({
        ...formOfLink(read.form),
        service: read.form.service === '' ? form.service : read.form.service,
        user: read.form.user === '' ? form.user : read.form.user,
      });
      setFilledFromLink(true);
      return;
    }
    setForm(next);
    if (changes.code !== undefined) {
      setFilledFromLink(false);
    }
  };

  const problems = problemsOf(reading);
  const errorOf = (field: FormField): string | null => {
    const problem = problems.find((candidate) => candidate.field === field);
    return problem !== undefined && (left.has(field) || isPlainAlready(problem))
      ? sayFormProblem(problem, words)
      : null;
  };
  const warning = reading.outcome === 'ready' ? reading.warnings.find(({ field }) => field === 'code') : undefined;
  return {
    form,
    preview,
    wasFilledFromLink,
    isDirty: order.some((field) => form[field] !== initial[field]),
    change,
    leave: (field) => setLeft((known) => (known.has(field) || form[field] === '' ? known : new Set([...known, field]))),
    errorOf,
    codeWarning: warning === undefined ? null : warningWords(warning, form.code, words.formProblems.tooShort),
    fieldRef: (field) => (element) => {
      if (element !== null) {
        elements.current.set(field, element);
      }
      return () => void elements.current.delete(field);
    },
    take: () => {
      if (reading.outcome !== 'incomplete' && reading.account !== null) {
        return reading.account;
      }
      setLeft(new Set(order));
      const first = order.find((field) => problems.some((problem) => problem.field === field));
      focusOn(first === undefined ? undefined : elements.current.get(first), problems);
      return null;
    },
  };
}

function problemsOf(reading: FormReading): readonly FormProblem[] {
  return reading.outcome === 'incomplete' ? reading.problems : [];
}

/** A sign that is never used in a long code is told while typing; that it is too short is not, before it is all there. */
function isPlainAlready(problem: FormProblem): boolean {
  const isStranger = problem.code === 'secret-not-base32' || problem.code === 'secret-not-hex';
  return problem.field === 'code' && isStranger && problem.at !== undefined;
}

/** The caret is put where a wrong character is: places count code points as typed, the field counts UTF-16 units. */
function focusOn(element: FieldElement | undefined, problems: readonly FormProblem[]): void {
  element?.focus();
  const at = problems.find((problem) => problem.field === 'code' && problem.looksLike === undefined)?.at;
  if (element instanceof HTMLTextAreaElement && at !== undefined) {
    const signs = Array.from(element.value);
    const before = signs.slice(0, at - 1).join('').length;
    const length = signs[at - 1]?.length ?? 0;
    element.setSelectionRange(before, before + length);
  }
}

function linkIn(changes: Partial<AccountForm>): string | null {
  const typed = [changes.code, changes.service, changes.user].find((text) =>
    /otpauth(?:-migration)?:|motp:\/\//iu.test(text ?? ''),
  );
  return typed ?? null;
}

function warningWords(warning: FormProblem, code: string, tooShort: (n: number) => string): string {
  return warning.code === 'secret-short' ? tooShort(longCodeLength(code)) : warning.message;
}
