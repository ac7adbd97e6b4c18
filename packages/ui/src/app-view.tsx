import type { App } from '@halfminute/core';
import { useEffect, useState, type ReactElement } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import { AppContext, useAppState, type UiHost } from './hooks/app-context.tsx';
import { HalfDoneContext } from './hooks/half-done.tsx';
import { useToasts } from './hooks/toast.tsx';
import { useDroppedByLock } from './hooks/use-dropped-by-lock.ts';
import { useIncoming } from './hooks/use-incoming.ts';
import { OpenScreens } from './open-screens.tsx';
import { ToastProvider } from './parts/toast-region.tsx';
import { ChoosePasswordScreen } from './screens/choose-password-screen.tsx';
import { NewPasswordDueScreen } from './screens/new-password-due-screen.tsx';
import { OpenBackupScreen } from './screens/open-backup-screen.tsx';
import { StartingScreen } from './screens/starting-screen.tsx';
import { UnlockScreen } from './screens/unlock-screen.tsx';
import { UnreadableScreen } from './screens/unreadable-screen.tsx';

interface AppViewProps {
  readonly app: App;
  readonly host: UiHost;
}

/** The authenticator's face. The host has called `app.start()` or is about to. */
export function AppView({ app, host }: AppViewProps): ReactElement {
  const [context] = useState({ app, host });
  return (
    <AppContext value={context}>
      <ErrorBoundary>
        <div className="app">
          <ToastProvider>
            <SessionView />
          </ToastProvider>
        </div>
      </ErrorBoundary>
    </AppContext>
  );
}

/** A toast may name an account, so none outlives the open session. */
function useClearToastsOnLock(isClosed: boolean): void {
  const toasts = useToasts();
  useEffect(() => {
    if (isClosed) {
      toasts.clear();
    }
  }, [isClosed, toasts]);
}

/** Which screen the phase of the session asks for. While it opens, the screen that asked for it stays, and says so. */
function SessionView(): ReactElement {
  const { session, open } = useAppState();
  const [place, setPlace] = useState(session.phase);
  const [isOpeningBackup, setOpeningBackup] = useState(false);
  const { halfDone, wasDropped } = useDroppedByLock();
  const incoming = useIncoming();
  useClearToastsOnLock(open === null);

  if (session.phase !== 'opening' && session.phase !== place) {
    setPlace(session.phase);
    setOpeningBackup(false);
  }

  if (open !== null) {
    return (
      <HalfDoneContext value={halfDone}>
        {open.newPasswordDue ? <NewPasswordDueScreen /> : <OpenScreens incoming={incoming} />}
      </HalfDoneContext>
    );
  }
  const waitingFile = incoming.waiting?.kind === 'vault-file' ? incoming.waiting.file : undefined;
  if (place !== 'starting' && place !== 'locked' && (isOpeningBackup || waitingFile !== undefined)) {
    return (
      <OpenBackupScreen
        file={waitingFile}
        onBack={() => {
          incoming.take();
          setOpeningBackup(false);
        }}
      />
    );
  }
  switch (place) {
    case 'absent':
      return <ChoosePasswordScreen onOpenBackup={() => setOpeningBackup(true)} />;
    case 'unreadable':
      return <UnreadableScreen onOpenBackup={() => setOpeningBackup(true)} />;
    case 'locked':
      return <UnlockScreen wasHalfDone={wasDropped} isSomethingWaiting={incoming.waiting !== null} />;
    case 'starting':
    case 'opening':
    case 'open':
      break;
  }
  return <StartingScreen />;
}
