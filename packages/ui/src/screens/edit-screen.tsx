import { emptyForm, type Account, type AccountId, type FormField } from '@halfminute/core';
import { useRef, useState, type ReactElement } from 'react';
import { useAccountForm } from '../account-form/use-account-form.ts';
import { useApp, useOpenState } from '../hooks/app-context.tsx';
import { useHalfDone } from '../hooks/half-done.tsx';
import { useNavigation } from '../hooks/navigation.tsx';
import { useToasts } from '../hooks/toast.tsx';
import { useWords } from '../hooks/words.tsx';
import { useAccountActs } from '../list/use-account-acts.ts';
import { AdvancedFields } from '../parts/advanced-fields.tsx';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { SubPage } from '../parts/page.tsx';
import { PinField } from '../parts/pin-field.tsx';
import { TagsField } from '../parts/tags-field.tsx';
import { TextField } from '../parts/text-field.tsx';
import { LongCodeSection } from './edit/long-code-section.tsx';

interface EditScreenProps {
  readonly id: AccountId;
  readonly show?: 'long-code' | undefined;
}

/** B1 */
export function EditScreen({ id, show }: EditScreenProps): ReactElement {
  const words = useWords();
  const { back } = useNavigation();
  const account = useOpenState().accounts.find((one) => one.id === id);
  if (account === undefined) {
    // Deleted by another window or computer while it was open here.
    return (
      <SubPage title={words.edit.title} onBack={back}>
        <p>{words.edit.gone}</p>
      </SubPage>
    );
  }
  return <EditForm account={account} show={show} />;
}

interface EditFormProps {
  readonly account: Account;
  readonly show: EditScreenProps['show'];
}

/** Characters (UTF-16 units) a note may have. */
const longestNote = 100_000;

/** What lies in the folded part. */
const advancedFields: readonly FormField[] = ['code', 'pin', 'kind', 'algorithm', 'digits', 'periodSeconds', 'counter'];

function EditForm({ account, show }: EditFormProps): ReactElement {
  const app = useApp();
  const words = useWords();
  const toasts = useToasts();
  const { back, home } = useNavigation();
  const acts = useAccountActs();
  const [initial] = useState(() => app.accounts.formOf(account.id) ?? emptyForm());
  const state = useAccountForm({ initial, editing: account.id });
  const { form, change, leave, errorOf, fieldRef } = state;
  const [tags, setTags] = useState(account.tags);
  const [note, setNote] = useState(account.note);
  const noteRef = useRef<HTMLTextAreaElement>(null);
  const noteError = note.length > longestNote ? words.edit.noteTooLong(note.length, longestNote) : null;
  useHalfDone(state.isDirty || note !== account.note || tags !== account.tags);

  const save = async (): Promise<void> => {
    const otp = state.take();
    if (otp === null) {
      return;
    }
    if (noteError !== null) {
      noteRef.current?.focus();
      return;
    }
    const answer = await app.accounts.edit(account.id, { otp, tags, note });
    if (answer.outcome === 'refused') {
      toasts.show({ sentence: answer.message });
      return;
    }
    if (answer.outcome === 'failed') {
      toasts.show({ sentence: words.edit.saveFailed(words.fileProblems[answer.problem]) });
    }
    back();
  };
  const remove = (): void => {
    acts.remove(account);
    home();
  };

  return (
    <SubPage
      title={words.edit.title}
      onBack={back}
      onSubmit={() => void save()}
      action={
        <Button variant="destructive" size="small" onPress={remove}>
          {words.edit.delete}
        </Button>
      }
      footer={
        <>
          <Button variant="ghost" onPress={back}>
            {words.common.cancel}
          </Button>
          <Button variant="primary" type="submit">
            {words.common.save}
          </Button>
        </>
      }
    >
      <TextField
        label={words.add.service}
        inputRef={fieldRef('service')}
        value={form.service}
        onChange={(service) => change({ service })}
        onBlur={() => leave('service')}
        error={errorOf('service')}
      />
      <TextField
        label={words.add.user}
        inputRef={fieldRef('user')}
        value={form.user}
        onChange={(user) => change({ user })}
        onBlur={() => leave('user')}
        error={errorOf('user')}
      />
      <TagsField tags={tags} onChange={setTags} />
      <TextField
        label={words.edit.note}
        look="lines"
        inputRef={noteRef}
        value={note}
        onChange={setNote}
        error={noteError}
      />
      <LongCodeSection id={account.id} asksAtOnce={show === 'long-code'} />
      <Disclosure
        words={words.add.advanced}
        summary={words.add.advancedSummary(form)}
        isForcedOpen={advancedFields.some((field) => errorOf(field) !== null)}
      >
        <TextField
          label={words.edit.newLongCode}
          look="long-code"
          hint={state.codeWarning ?? words.edit.newLongCodeHint}
          inputRef={fieldRef('code')}
          value={form.code}
          onChange={(code) => change({ code })}
          onBlur={() => leave('code')}
          error={errorOf('code')}
        />
        <PinField
          form={form}
          label={words.edit.newPin}
          hint={form.kind === account.kind ? words.edit.newPinHint : words.add.pinHint}
          inputRef={fieldRef('pin')}
          onChange={(pin) => change({ pin })}
          onBlur={() => leave('pin')}
          error={errorOf('pin')}
        />
        <AdvancedFields form={form} onChange={change} errorOf={errorOf} fieldRef={fieldRef} />
      </Disclosure>
    </SubPage>
  );
}
