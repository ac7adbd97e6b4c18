import { emptyForm, type Account, type AccountForm, type FormField, type FormProblem, type OtpAccount } from '@halfminute/core';
import { useRef, useState, type RefCallback } from 'react';
import { useApp } from '../../hooks/app-context.tsx';
import { useHalfDone } from '../../hooks/half-done.tsx';
import { useNavigation } from '../../hooks/navigation.tsx';
import { useToasts } from '../../hooks/toast.tsx';
import { useWords } from '../../hooks/words.tsx';
import { sayFormProblem } from '../../strings/form-problem.ts';

type FieldName = FormField | 'note';
type FieldElement = HTMLInputElement | HTMLTextAreaElement;

/** Characters (UTF-16 units) a note may have. */
const longestNote = 100_000;

const advancedFields: readonly FormField[] = ['code', 'kind', 'algorithm', 'digits', 'periodSeconds', 'counter'];

/** What the Edit form holds, and what its two buttons do with it. */
export function useEditForm(account: Account) {
  const app = useApp();
  const words = useWords();
  const { back, home } = useNavigation();
  const toasts = useToasts();
  const [initial] = useState(() => app.accounts.formOf(account.id) ?? emptyForm());
  const [form, setForm] = useState<AccountForm>(initial);
  const [tags, setTags] = useState(account.tags);
  const [note, setNote] = useState(account.note);
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const fields = useRef(new Map<FieldName, FieldElement>());

  const noteError = note.length > longestNote ? words.edit.noteTooLong(note.length, longestNote) : null;
  useHalfDone(!isSameForm(form, initial) || note !== account.note || tags !== account.tags);

  /** The account as the form has it, or null after the focus was put on what is wrong. */
  const read = (): OtpAccount | null => {
    const reading = app.accounts.readForm(form, { editing: account.id });
    if (reading.outcome !== 'incomplete') {
      return reading.account;
    }
    setProblems(reading.problems);
    const first = reading.problems[0]?.field;
    if (first !== undefined) {
      fields.current.get(first)?.focus();
    }
    return null;
  };

  return {
    form,
    tags,
    note,
    noteError,
    setTags,
    setNote,
    isAdvancedWrong: problems.some(({ field }) => advancedFields.includes(field)),
    change(changes: Partial<AccountForm>): void {
      setForm({ ...form, ...changes });
      setProblems(problems.filter(({ field }) => changes[field] === undefined));
    },
    errorOf(field: FormField): string | null {
      const problem = problems.find((one) => one.field === field);
      return problem === undefined ? null : sayFormProblem(problem, words);
    },
    refOf(field: FieldName): RefCallback<FieldElement> {
      return (element) => {
        if (element === null) {
          fields.current.delete(field);
        } else {
          fields.current.set(field, element);
        }
      };
    },
    async save(): Promise<void> {
      if (noteError !== null) {
        fields.current.get('note')?.focus();
        return;
      }
      const otp = read();
      if (otp === null) {
        return;
      }
      const answer = await app.accounts.edit(account.id, { otp, tags, note });
      if (answer.outcome === 'failed') {
        toasts.show({ sentence: words.edit.saveFailed(words.fileProblems[answer.problem]) });
      }
      back();
    },
    async remove(): Promise<void> {
      await app.accounts.remove(account.id);
      home();
    },
  };
}

function isSameForm(one: AccountForm, other: AccountForm): boolean {
  return (
    one.service === other.service &&
    one.user === other.user &&
    one.code === other.code &&
    one.kind === other.kind &&
    one.algorithm === other.algorithm &&
    one.digits === other.digits &&
    one.periodSeconds === other.periodSeconds &&
    one.counter === other.counter
  );
}
