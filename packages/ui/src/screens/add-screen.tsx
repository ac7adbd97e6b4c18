import { emptyForm, type Account, type AccountForm, type FormField } from '@halfminute/core';
import { useRef, useState, type ReactElement } from 'react';
import { LiveCode } from '../account-form/live-code.tsx';
import type { GivenForm } from '../account-form/pasted-form.ts';
import { useAccountForm } from '../account-form/use-account-form.ts';
import { useApp, useOpenState } from '../hooks/app-context.tsx';
import { useHalfDone } from '../hooks/half-done.tsx';
import { useNavigation } from '../hooks/navigation.tsx';
import { useToasts } from '../hooks/toast.tsx';
import { useWords } from '../hooks/words.tsx';
import { accountNames } from '../list/account-names.ts';
import { AdvancedFields } from '../parts/advanced-fields.tsx';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Icon } from '../parts/icon.tsx';
import { Page } from '../parts/page.tsx';
import { PictureSources } from '../parts/picture-sources.tsx';
import { PinField } from '../parts/pin-field.tsx';
import { FieldWarning, TextField } from '../parts/text-field.tsx';

interface AddScreenProps {
  /** Filled in from what was pasted or dropped. */
  readonly given: GivenForm | undefined;
}

const advancedFields: readonly FormField[] = ['kind', 'algorithm', 'digits', 'periodSeconds', 'counter'];

/** B8: Service, User, Code, and the code live before anything is saved. */
export function AddScreen({ given }: AddScreenProps): ReactElement {
  const app = useApp();
  const words = useWords();
  const toasts = useToasts();
  const { back, go, home } = useNavigation();
  const state = useAccountForm({ initial: given?.form ?? emptyForm(), isFromLink: given?.isFromLink ?? false });
  const { form, change, leave, errorOf, fieldRef } = state;
  const [duplicate, setDuplicate] = useState<Account | null>(null);
  const isSaving = useRef(false);
  useHalfDone(state.isDirty || given !== undefined);
  const firstField = firstEmptyField(given?.form);
  const codeHint =
    state.codeWarning === null ? (
      state.wasFilledFromLink && words.add.fromLink
    ) : (
      <FieldWarning>{state.codeWarning}</FieldWarning>
    );
  const canCopy = form.kind !== 'hotp' && app.offers.clipboard;

  const save = async (options: { readonly allowDuplicate: boolean }): Promise<void> => {
    const account = isSaving.current ? null : state.take();
    if (account === null) {
      return;
    }
    isSaving.current = true;
    const added = await app.accounts.add(account, { copy: canCopy, ...options });
    isSaving.current = false;
    switch (added.outcome) {
      case 'added':
        home(added.id);
        return;
      case 'duplicate':
        setDuplicate(added.of);
        return;
      case 'failed':
        toasts.show({ sentence: words.add.notSaved(words.fileProblems[added.problem]) });
        home();
        return;
      case 'saved':
        home();
        return;
      case 'locked-out':
    }
  };
  const fieldsChanged = (changes: Partial<AccountForm>): void => {
    setDuplicate(null);
    change(changes);
  };

  return (
    <Page
      title={words.add.title}
      text={
        <>
          {words.add.text}{' '}
          <Button variant="link" onPress={() => go({ name: 'what-where' })}>
            {words.add.whatWhere}
          </Button>
        </>
      }
      onSubmit={() => void save({ allowDuplicate: false })}
      footer={
        <>
          <Button variant="ghost" onPress={back}>
            {words.common.cancel}
          </Button>
          <Button variant="primary" type="submit">
            {canCopy ? words.add.saveAndCopy : words.common.save}
          </Button>
        </>
      }
    >
      {given === undefined ? <PictureSources /> : null}
      <TextField
        label={words.add.service}
        autoFocus={firstField === 'service'}
        inputRef={fieldRef('service')}
        value={form.service}
        onChange={(service) => fieldsChanged({ service })}
        onBlur={() => leave('service')}
        error={errorOf('service')}
      />
      <TextField
        label={words.add.user}
        autoFocus={firstField === 'user'}
        inputRef={fieldRef('user')}
        value={form.user}
        onChange={(user) => fieldsChanged({ user })}
        onBlur={() => leave('user')}
        error={errorOf('user')}
      />
      <TextField
        label={words.add.code}
        look="long-code"
        autoFocus={firstField === 'code'}
        inputRef={fieldRef('code')}
        value={form.code}
        onChange={(code) => fieldsChanged({ code })}
        onBlur={() => leave('code')}
        error={errorOf('code')}
        hint={codeHint}
      />
      <PinField
        form={form}
        label={words.add.pin}
        hint={words.add.pinHint}
        autoFocus={firstField === 'pin'}
        inputRef={fieldRef('pin')}
        onChange={(pin) => fieldsChanged({ pin })}
        onBlur={() => leave('pin')}
        error={errorOf('pin')}
      />
      <Disclosure
        words={words.add.advanced}
        {...(isEverydayShape(form) ? {} : { summary: words.add.advancedSummary(form) })}
        isForcedOpen={advancedFields.some((field) => errorOf(field) !== null)}
      >
        <AdvancedFields form={form} onChange={fieldsChanged} errorOf={errorOf} fieldRef={fieldRef} />
      </Disclosure>
      {duplicate === null ? null : (
        <DuplicateQuestion
          account={duplicate}
          onOpen={() => openDuplicate(duplicate)}
          onAddAnyway={() => void save({ allowDuplicate: true })}
        />
      )}
      <LiveCode account={state.preview} />
    </Page>
  );

  function openDuplicate(account: Account): void {
    const isInTrash = app.getState().open?.trash.some(({ id }) => id === account.id) ?? false;
    if (isInTrash) {
      go({ name: 'trash' });
    } else {
      home(account.id);
    }
  }
}

/** What nearly every service wants; anything else is told while it is folded away. */
function isEverydayShape(form: AccountForm): boolean {
  const everyday = emptyForm();
  return advancedFields.every((field) => field === 'counter' || form[field] === everyday[field]);
}

/** Where whoever comes with a paste goes on; with everything there, Enter saves. */
function firstEmptyField(form: AccountForm | undefined): 'service' | 'user' | 'code' | 'pin' {
  if (form === undefined || form.service === '') {
    return 'service';
  }
  if (form.user === '') {
    return 'user';
  }
  return (form.kind === 'motp' || form.kind === 'yandex') && form.pin === '' ? 'pin' : 'code';
}

interface DuplicateQuestionProps {
  readonly account: Account;
  readonly onOpen: () => void;
  readonly onAddAnyway: () => void;
}

/** "You have this one already": two sites never give the same long code, so it is asked about and not refused. */
function DuplicateQuestion({ account, onOpen, onAddAnyway }: DuplicateQuestionProps): ReactElement {
  const words = useWords();
  const { trash } = useOpenState();
  const { name, user } = accountNames(account, words.list.unnamed);
  return (
    <div className="banner banner-warning" role="alert">
      <Icon name="warning" />
      <p className="banner-words">
        {words.add.duplicate(name, user)} {trash.some(({ id }) => id === account.id) ? words.add.inTrash : null}{' '}
        <Button variant="link" autoFocus onPress={onOpen}>
          {words.add.openIt}
        </Button>{' '}
        <Button variant="link" onPress={onAddAnyway}>
          {words.add.addAnyway}
        </Button>
      </p>
    </div>
  );
}
