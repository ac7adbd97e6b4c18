import { isSealedFormat } from '@halfminute/core';
import type { ExportedFile, ExportedTransfer, ExportFormat, ExportRefusal, ExportSummary } from '@halfminute/core';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useApp, useOpenState } from '../../hooks/app-context.tsx';
import { useNavigation } from '../../hooks/navigation.tsx';
import { keepingProblemOf } from '../../hooks/save-backup.tsx';
import { useToasts } from '../../hooks/toast.tsx';
import { useWords } from '../../hooks/words.tsx';
import { hasLosses } from './losses.tsx';

/** What there is to show once it is made. */
type Made =
  | { readonly kind: 'transfer'; readonly transfer: ExportedTransfer }
  | { readonly kind: 'paper'; readonly sheet: ExportedFile }
  /** The file is saved, and does not hold everything. */
  | { readonly kind: 'losses'; readonly summary: ExportSummary };

interface Exporting {
  readonly made: Made | null;
  readonly password: string;
  readonly error: string | null;
  readonly isRunning: boolean;
  readonly passwordRef: RefObject<HTMLInputElement | null>;
  readonly type: (password: string) => void;
  readonly run: (format: ExportFormat, filePassword: () => string | null) => Promise<void>;
  readonly forget: () => void;
}

/** Behind the password: into a file the user chooses, or onto the screen. */
export function useExport(): Exporting {
  const app = useApp();
  const words = useWords();
  const toasts = useToasts();
  const { accounts } = useOpenState();
  const { back } = useNavigation();
  const passwordRef = useRef<HTMLInputElement>(null);
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const isShown = useIsShown();

  const refuse = (sentence: string): void => {
    setError(sentence);
    passwordRef.current?.focus();
  };

  const sayRefusal = (refusal: ExportRefusal): void => {
    switch (refusal.outcome) {
      case 'wrong-password':
        refuse(words.export.wrongPassword);
        return;
      case 'not-allowed':
        refuse(words.managed.managed);
        return;
      case 'nothing':
        toasts.show({ sentence: words.export.nothingFits });
    }
  };

  const showTransfer = async (): Promise<void> => {
    const transfer = await app.exports.makeTransfer({ password });
    if (transfer.outcome === 'made') {
      setMade({ kind: 'transfer', transfer });
    } else {
      sayRefusal(transfer);
    }
  };

  const showSheet = async (): Promise<void> => {
    const sheet = await app.exports.makeFile({ format: 'paper', password });
    if (sheet.outcome === 'made') {
      setMade({ kind: 'paper', sheet });
    } else {
      sayRefusal(sheet);
    }
  };

  const saveFile = async (format: ExportFormat, filePassword: () => string | null): Promise<void> => {
    const chosen = isSealedFormat(format) ? filePassword() : null;
    if (isSealedFormat(format) && chosen === null) {
      return;
    }
    const exported = await app.exports.makeFile(
      isSealedFormat(format) ? { format, password, filePassword: chosen ?? '' } : { format, password },
    );
    if (exported.outcome !== 'made') {
      sayRefusal(exported);
      return;
    }
    // Whoever went back while it was made wants no file, least of all a plain one.
    if (!isShown() || (await app.backups.offerFile(exported.file)) !== 'saved') {
      return;
    }
    if (hasLosses(exported)) {
      setMade({ kind: 'losses', summary: exported });
      return;
    }
    const said = words.export[isSealedFormat(format) ? 'sealed' : 'exported'];
    const inTrash = exported.leftInTrash === 0 ? [] : [words.export.losses.leftInTrash(exported.leftInTrash)];
    toasts.show({ sentence: [said(words.common.accounts(exported.count)), ...inTrash].join(' ') });
    back();
  };

  const run: Exporting['run'] = async (format, filePassword) => {
    if (accounts.length === 0) {
      toasts.show({ sentence: words.export.nothing });
      return;
    }
    if (password === '') {
      refuse(words.export.passwordMissing);
      return;
    }
    setRunning(true);
    try {
      await (format === 'google' ? showTransfer() : format === 'paper' ? showSheet() : saveFile(format, filePassword));
    } catch (failure) {
      toasts.show({ sentence: words.export.failed(words.keepingProblems[keepingProblemOf(failure)]) });
    } finally {
      setRunning(false);
    }
  };

  return {
    made,
    password,
    error,
    isRunning,
    passwordRef,
    type: (typed) => {
      setPassword(typed);
      setError(null);
    },
    run,
    forget: () => {
      setMade(null);
      setPassword('');
    },
  };
}

/** Answers whether the screen is still there. */
function useIsShown(): () => boolean {
  const shownRef = useRef(false);
  useEffect(() => {
    shownRef.current = true;
    return () => {
      shownRef.current = false;
    };
  }, []);
  return () => shownRef.current;
}
