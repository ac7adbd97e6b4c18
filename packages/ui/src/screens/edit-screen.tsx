import type { Account, AccountId } from '@halfminute/core';
import type { ReactElement } from 'react';
import { useOpenState } from '../hooks/app-context.tsx';
import { useNavigation } from '../hooks/navigation.tsx';
import { useWords } from '../hooks/words.tsx';
import { AdvancedFields } from '../parts/advanced-fields.tsx';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { SubPage } from '../parts/page.tsx';
import { TagsField } from '../parts/tags-field.tsx';
import { TextField } from '../parts/text-field.tsx';
import type { Words } from '../strings/en.ts';
import { LongCodeSection } from './edit/long-code-section.tsx';
import { useEditForm } from './edit/use-edit-form.ts';

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

function EditForm({ account, show }: { readonly account: Account; readonly show: EditScreenProps['show'] }): ReactElement {
  const words = useWords();
  const { back } = useNavigation();
  const edit = useEditForm(account);
  const { form, change, errorOf } = edit;

  return (
    <SubPage
      title={words.edit.title}
      onBack={back}
      onSubmit={() => void edit.save()}
      action={
        <Button variant="destructive" size="small" onPress={() => void edit.remove()}>
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
        value={form.service}
        onChange={(service) => change({ service })}
        error={errorOf('service')}
        inputRef={edit.refOf('service')}
      />
      <TextField
        label={words.add.user}
        value={form.user}
        onChange={(user) => change({ user })}
        error={errorOf('user')}
        inputRef={edit.refOf('user')}
      />
      <TagsField tags={edit.tags} onChange={edit.setTags} />
      <TextField
        label={words.edit.note}
        look="lines"
        value={edit.note}
        onChange={edit.setNote}
        error={edit.noteError}
        inputRef={edit.refOf('note')}
      />
      <LongCodeSection id={account.id} asksAtOnce={show === 'long-code'} />
      <Disclosure words={words.add.advanced} summary={summaryOf(account, words)} isForcedOpen={edit.isAdvancedWrong}>
        <TextField
          label={words.edit.newLongCode}
          look="long-code"
          hint={words.edit.newLongCodeHint}
          value={form.code}
          onChange={(code) => change({ code })}
          error={errorOf('code')}
          inputRef={edit.refOf('code')}
        />
        <AdvancedFields form={form} onChange={change} errorOf={errorOf} />
      </Disclosure>
    </SubPage>
  );
}

function summaryOf(account: Account, words: Words): string {
  const algorithm = words.add.algorithms[account.algorithm];
  const { summary } = words.edit;
  if (account.kind === 'steam') {
    return summary.steam(account.periodSeconds ?? 30);
  }
  return account.counter === null
    ? summary.timed(account.digits, account.periodSeconds ?? 30, algorithm)
    : summary.counter(account.digits, account.counter, algorithm);
}
