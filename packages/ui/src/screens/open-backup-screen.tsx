import type { NamedBytes } from '@halfminute/core';
import { useRef, useState, type ReactElement, type RefObject } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useApp, useAppState } from '../hooks/app-context.tsx';
import { readVaultFile } from '../hooks/use-incoming.ts';
import { useWords } from '../hooks/words.tsx';
import { useShortcuts } from '../keyboard/use-shortcuts.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { SubPage } from '../parts/page.tsx';
import { PasswordField } from '../parts/password-field.tsx';
import { TextField } from '../parts/text-field.tsx';

interface OpenBackupScreenProps {
  /** The file when it was dropped; otherwise it is chosen here. */
  readonly file: NamedBytes | undefined;
  readonly onBack: () => void;
}

type Problem = { readonly field: 'file' | 'credential'; readonly sentence: string };

/** "Open your codes or a backup instead": a vault file and what opens it. What was there stays as a generation. */
export function OpenBackupScreen({ file: dropped, onBack }: OpenBackupScreenProps): ReactElement {
  const app = useApp();
  const words = useWords();
  const { session, open } = useAppState();
  const [chosen, setChosen] = useState<NamedBytes | null>(null);
  const [way, setWay] = useState<'password' | 'recovery-key'>('password');
  const [credential, setCredential] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const chooseRef = useRef<HTMLButtonElement>(null);
  const credentialRef = useRef<HTMLInputElement | HTMLTextAreaElement>(null);
  const [isBusy, setBusy] = useState(false);
  const file = chosen ?? dropped ?? null;

  const choose = async (files: FileList | null): Promise<void> => {
    const picked = files?.[0];
    if (picked === undefined) {
      return;
    }
    const read = await readVaultFile(picked);
    if (read.outcome === 'read') {
      setChosen(read.file);
      setProblem(null);
      credentialRef.current?.focus();
    } else {
      setProblem({
        field: 'file',
        sentence: read.outcome === 'too-large' ? words.openBackup.tooLarge : words.openBackup.unreadable,
      });
    }
  };

  const refuse = (field: Problem['field'], sentence: string): void => {
    setProblem({ field, sentence });
    (field === 'file' ? chooseRef : credentialRef).current?.focus();
  };

  const submit = async (): Promise<void> => {
    if (isBusy) {
      return;
    }
    if (file === null) {
      refuse('file', words.openBackup.fileMissing);
      return;
    }
    if (credential === '') {
      refuse('credential', words.unlock.passwordMissing);
      return;
    }
    setBusy(true);
    const opened = await app.session.openBackup({
      bytes: file.bytes,
      credential: way === 'password' ? { password: credential } : { recoveryKey: credential },
    });
    setBusy(false);
    switch (opened.outcome) {
      case 'opened':
      case 'saved':
        onBack();
        return;
      case 'failed':
        if ('failure' in opened) {
          refuse('credential', words.unlock.failures[opened.failure]);
        } else {
          refuse('file', words.fileProblems[opened.problem]);
        }
        return;
      case 'refused':
      case 'unreadable':
        refuse('file', words.fileProblems[opened.problem]);
        return;
      case 'locked-out':
        refuse('file', words.fileProblems.io);
    }
  };

  // In an open session the stack of screens has this key.
  useShortcuts({ 'clear-search': () => (open === null ? onBack() : false) });
  const credentialError = problem?.field === 'credential' ? problem.sentence : null;
  const change = (value: string): void => {
    setCredential(value);
    setProblem(null);
  };
  return (
    <SubPage
      title={words.openBackup.title}
      onBack={onBack}
      focusTitle={file === null}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button variant="ghost" onPress={onBack}>
            {words.common.cancel}
          </Button>
          <Button variant="primary" type="submit" isPending={isBusy}>
            {words.openBackup.open}
          </Button>
        </>
      }
    >
      <p className="quiet-text">{words.openBackup.text}</p>
      <div className="file-choice">
        {file === null ? null : (
          <p className="file-chosen">
            <Icon name="file" /> <span>{file.name}</span>
          </p>
        )}
        <FileTrigger onSelect={(files) => void choose(files)}>
          <Button ref={chooseRef} icon="file">
            {file === null ? words.openBackup.choose : words.openBackup.chooseOther}
          </Button>
        </FileTrigger>
        {file === null ? <span className="hint-text">{words.openBackup.dropHere}</span> : null}
      </div>
      {problem?.field === 'file' ? (
        <p className="field-error" role="alert">
          <Icon name="warning" size={16} />
          <span>{problem.sentence}</span>
        </p>
      ) : null}
      {way === 'password' ? (
        <PasswordField
          label={words.common.password}
          purpose="current-password"
          autoFocus={file !== null}
          // Either kind of field can be focused, which is all that is asked of it.
          inputRef={credentialRef as RefObject<HTMLInputElement>}
          value={credential}
          onChange={change}
          error={credentialError}
        />
      ) : (
        <TextField
          label={words.unlock.recoveryKey}
          look="long-code"
          inputRef={credentialRef}
          value={credential}
          onChange={change}
          hint={words.unlock.recoveryKeyHint}
          error={credentialError}
        />
      )}
      {app.offers.recoverySheet ? (
        <div className="page-footer-start">
          <Button
            variant="ghost"
            onPress={() => {
              setWay(way === 'password' ? 'recovery-key' : 'password');
              change('');
            }}
          >
            {way === 'password' ? words.unlock.useRecoveryKey : words.unlock.usePassword}
          </Button>
        </div>
      ) : null}
      {open === null && session.phase !== 'unreadable' ? null : (
        <p className="hint-text">{words.openBackup.replaces}</p>
      )}
      <p className="busy-words" role="status">
        {isBusy ? words.unlock.deriving : ''}
      </p>
    </SubPage>
  );
}
