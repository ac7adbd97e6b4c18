import type { KeyOutcome } from '@halfminute/core';
import { useState, type ReactElement } from 'react';
import { useApp } from '../hooks/app-context.tsx';
import { useWords } from '../hooks/words.tsx';
import { Banner } from '../parts/banner.tsx';
import { KeysChangedPage } from './new-keys/keys-changed-page.tsx';
import { NewKeysForm } from './new-keys/new-keys-form.tsx';

/** "Somebody may know it": a new password and fresh keys, after which the recovery sheet of before is void. */
export function ReplaceKeysScreen(): ReactElement {
  const app = useApp();
  const words = useWords().replaceKeys;
  const [isChanged, setChanged] = useState(false);
  if (isChanged) {
    return <KeysChangedPage change="keys" />;
  }
  return (
    <NewKeysForm
      title={words.title}
      text={words.text}
      submitWords={words.change}
      change={(passwords): Promise<KeyOutcome> => app.keys.replaceKeys(passwords)}
      onChanged={() => setChanged(true)}
    >
      <Banner tone="information">{words.alsoThere}</Banner>
    </NewKeysForm>
  );
}
