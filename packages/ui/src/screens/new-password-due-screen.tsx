import { useState, type ReactElement } from 'react';
import { useApp } from '../hooks/app-context.tsx';
import { useNoteActivity } from '../hooks/use-note-activity.ts';
import { useWords } from '../hooks/words.tsx';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { useNewPassword } from '../parts/new-password-fields.tsx';
import { Page } from '../parts/page.tsx';

/** After the recovery key: the only screen until a new password is chosen. */
export function NewPasswordDueScreen(): ReactElement {
  const app = useApp();
  const words = useWords();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  useNoteActivity();
  const { fields, take } = useNewPassword({
    label: words.newPasswordDue.field,
    labelAgain: words.newPasswordDue.again,
    autoFocus: true,
  });

  const submit = async (): Promise<void> => {
    const next = isBusy ? null : take();
    if (next === null) {
      return;
    }
    setBusy(true);
    const changed = await app.keys.setPasswordAfterRecovery({ next });
    setBusy(false);
    if (changed.outcome !== 'changed' && changed.outcome !== 'saved') {
      setFailure(
        changed.outcome === 'failed'
          ? `${words.newPasswordDue.failed} ${words.fileProblems[changed.problem]}`
          : words.newPasswordDue.failed,
      );
    }
  };

  return (
    <Page
      title={words.newPasswordDue.title}
      text={words.newPasswordDue.text}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button variant="ghost" onPress={() => app.session.lock('by-user')}>
            {words.list.lock}
          </Button>
          <Button variant="primary" type="submit" isPending={isBusy}>
            {words.choosePassword.continue}
          </Button>
        </>
      }
    >
      {failure === null ? null : <Banner tone="warning">{failure}</Banner>}
      {fields}
      <p className="busy-words" role="status">
        {isBusy ? words.common.pleaseWait : ''}
      </p>
    </Page>
  );
}
