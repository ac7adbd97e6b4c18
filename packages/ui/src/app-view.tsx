import { isVaultFile, type App, type NamedBytes } from '@halfminute/core';
import { useEffect, useState, type ReactElement } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import { AppContext, useAppState, type UiHost } from './hooks/app-context.tsx';
import { HalfDoneContext } from './hooks/half-done.tsx';
import { useToasts } from './hooks/toast.tsx';
import { useDroppedByLock } from './hooks/use-dropped-by-lock.ts';
import { useZoomKeys } from './keyboard/use-zoom-keys.ts';
import { useIncoming, type IncomingThing } from './hooks/use-incoming.ts';
import { OpenScreens } from './open-screens.tsx';
import { CloseDialog } from './parts/close-dialog.tsx';
import { DropOverlay } from './parts/drop-overlay.tsx';
import { ToastProvider } from './parts/toast-region.tsx';
import { ChoosePasswordScreen } from './screens/choose-password-screen.tsx';
import { NewPasswordDueScreen } from './screens/new-password-due-screen.tsx';
import { OpenBackupScreen } from './screens/open-backup-screen.tsx';
import { PolicyBrokenScreen } from './screens/policy-broken-screen.tsx';
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
            {host.closing === undefined ? null : <CloseDialog question={host.closing} />}
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

/** One file of ours by its content, or one that calls itself so and may be damaged. */
function ownFileOf(thing: IncomingThing | null): NamedBytes | null {
  const [file, ...others] = thing?.kind === 'files' ? thing.files : [];
  return file !== undefined && others.length === 0 && (isVaultFile(file.bytes) || isCalledOurs(file)) ? file : null;
}

function isCalledOurs({ name }: NamedBytes): boolean {
  return name.toLowerCase().endsWith('.halfminute');
}

/** Which screen the phase of the session asks for. While it opens, the screen that asked for it stays, and says so. */
function SessionView(): ReactElement {
  const { session, open } = useAppState();
  const [place, setPlace] = useState(session.phase);
  /** The file is undefined until it is chosen on the screen itself. */
  const [backup, setBackup] = useState<{ readonly file: NamedBytes | undefined } | null>(null);
  const { halfDone, wasDropped } = useDroppedByLock();
  const incoming = useIncoming();
  useClearToastsOnLock(open === null);
  useZoomKeys();

  if (session.phase !== 'opening' && session.phase !== place) {
    setPlace(session.phase);
    setBackup(null);
  }

  if (open !== null) {
    return (
      <HalfDoneContext value={halfDone}>
        {incoming.isOver ? <DropOverlay /> : null}
        {open.newPasswordDue ? <NewPasswordDueScreen /> : <OpenScreens incoming={incoming} />}
      </HalfDoneContext>
    );
  }
  // Taken at once: a file that still waited would be offered again by the open session.
  const own = place === 'absent' || place === 'unreadable' ? ownFileOf(incoming.waiting) : null;
  if (own !== null) {
    setBackup({ file: own });
    incoming.take();
  }
  if (backup !== null && (place === 'absent' || place === 'unreadable')) {
    return <OpenBackupScreen file={backup.file} onBack={() => setBackup(null)} />;
  }
  switch (place) {
    case 'absent':
      return <ChoosePasswordScreen onOpenBackup={() => setBackup({ file: undefined })} />;
    case 'unreadable':
      return <UnreadableScreen onOpenBackup={() => setBackup({ file: undefined })} />;
    case 'locked':
      return <UnlockScreen wasHalfDone={wasDropped} isSomethingWaiting={incoming.waiting !== null} />;
    case 'policy-broken':
      return <PolicyBrokenScreen />;
    case 'starting':
    case 'opening':
    case 'open':
      break;
  }
  return <StartingScreen />;
}
