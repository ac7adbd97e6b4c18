import { useSyncExternalStore, type ReactElement } from 'react';
import { useAppState, type CloseQuestion } from '../hooks/app-context.tsx';
import { useWords } from '../hooks/words.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

/** Asked over every screen: the window was to close, and a change would be lost with it. */
export function CloseDialog({ question }: { readonly question: CloseQuestion }): ReactElement {
  const words = useWords().closing;
  const { open } = useAppState();
  const isAsked = useSyncExternalStore(question.subscribe, question.isAsked);
  return (
    <Dialog
      title={words.title}
      isOpen={isAsked}
      onClose={question.stay}
      role="alertdialog"
      footer={
        <>
          <Button variant="ghost" onPress={question.close}>
            {words.close}
          </Button>
          <Button variant="primary" autoFocus onPress={question.stay}>
            {words.stay}
          </Button>
        </>
      }
    >
      <p>{open === null ? words.whileLocked : words.whileOpen}</p>
    </Dialog>
  );
}
