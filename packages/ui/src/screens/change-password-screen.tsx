import type { KeyOutcome } from '@halfminute/core';
import { useState, type ReactElement } from 'react';
import { useApp } from '../hooks/app-context.tsx';
import { useNavigation } from '../hooks/navigation.tsx';
import { useWords } from '../hooks/words.tsx';
import { Button } from '../parts/button.tsx';
import { KeysChangedPage } from './new-keys/keys-changed-page.tsx';
import { NewKeysForm } from './new-keys/new-keys-form.tsx';

/** Re-wraps the same keys; "Somebody may know it" leads to fresh ones. */
export function ChangePasswordScreen(): ReactElement {
  const app = useApp();
  const words = useWords();
  const { go } = useNavigation();
  const [isChanged, setChanged] = useState(false);
  if (isChanged) {
    return <KeysChangedPage change="password" />;
  }
  return (
    <NewKeysForm
      title={words.changePassword.title}
      text={words.changePassword.text}
      submitWords={words.changePassword.change}
      change={(passwords): Promise<KeyOutcome> => app.keys.changePassword(passwords)}
      onChanged={() => setChanged(true)}
    >
      <p className="hint-text">{words.changePassword.olderCopies}</p>
      <div className="flush-start">
        <Button variant="ghost" size="small" onPress={() => go({ name: 'replace-keys' })}>
          {words.changePassword.somebodyMayKnow}
        </Button>
      </div>
    </NewKeysForm>
  );
}
