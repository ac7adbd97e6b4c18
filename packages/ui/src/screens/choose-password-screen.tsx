import { useState, type ReactElement } from 'react';
import { useApp, useAppState } from '../hooks/app-context.tsx';
import { useWords } from '../hooks/words.tsx';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { useNewPassword } from '../parts/new-password-fields.tsx';
import { Page } from '../parts/page.tsx';

interface ChoosePasswordScreenProps {
  readonly onOpenBackup: () => void;
}

/** A1: the first screen of all. */
export function ChoosePasswordScreen({ onOpenBackup }: ChoosePasswordScreenProps): ReactElement {
  const app = useApp();
  const words = useWords();
  const { session, incomingLinks } = useAppState();
  const isBusy = session.phase === 'opening';
  const [failure, setFailure] = useState<string | null>(null);
  const { fields, take } = useNewPassword({
    label: words.common.password,
    labelAgain: words.choosePassword.again,
    autoFocus: true,
  });

  const submit = async (): Promise<void> => {
    const password = isBusy ? null : take();
    if (password === null) {
      return;
    }
    // The sentence stands on this screen.
    const made = await app.session.create({ password, sameDeviceTold: true });
    switch (made.outcome) {
      case 'created':
      case 'saved':
        return;
      case 'conflict':
        setFailure(words.choosePassword.appearedMeanwhile);
        return;
      case 'too-short':
        setFailure(words.managed.passwordTooShort(made.leastLength));
        return;
      case 'failed':
        setFailure(words.fileProblems[made.problem]);
        return;
      case 'locked-out':
        setFailure(words.fileProblems.io);
    }
  };

  return (
    <Page
      title={words.choosePassword.title}
      text={words.choosePassword.text}
      onSubmit={() => void submit()}
      footer={
        <>
          <span className="page-footer-start">
            <Button variant="ghost" onPress={onOpenBackup}>
              {words.choosePassword.openInstead}
            </Button>
          </span>
          <Button variant="primary" type="submit" isPending={isBusy}>
            {words.choosePassword.continue}
          </Button>
        </>
      }
    >
      {failure === null ? null : <Banner tone="warning">{failure}</Banner>}
      {incomingLinks === 0 ? null : <Banner tone="information">{words.choosePassword.linkWaits(incomingLinks)}</Banner>}
      {fields}
      <div className="note">
        <Icon name="info" />
        <p>{words.choosePassword.once}</p>
      </div>
      <p className="busy-words" role="status">
        {isBusy ? words.choosePassword.creating : ''}
      </p>
    </Page>
  );
}
