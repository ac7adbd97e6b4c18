import { PlatformError } from '@halfminute/core';
import { useApp } from './app-context.tsx';
import { useToasts } from './toast.tsx';
import { useWords } from './words.tsx';

/** Offers the encrypted backup file and says how it went; nothing is said where the user thought better of it. */
export function useSaveBackup(): () => Promise<void> {
  const app = useApp();
  const words = useWords();
  const toasts = useToasts();
  return async () => {
    try {
      const { outcome } = await app.backups.saveBackup();
      if (outcome === 'saved') {
        toasts.show({ sentence: words.settings.backupSaved });
      }
    } catch (error) {
      toasts.show({ sentence: words.settings.backupFailed(words.keepingProblems[keepingProblemOf(error)]) });
    }
  };
}

type SayableProblem = 'disk-full' | 'io' | 'is-a-directory' | 'not-permitted';

/** What the screen can say of a host that failed; anything it has no sentence for is the disk. */
export function problemOf(error: unknown): SayableProblem {
  if (!(error instanceof PlatformError)) {
    throw error;
  }
  switch (error.code) {
    case 'disk-full':
    case 'is-a-directory':
    case 'not-permitted':
      return error.code;
    case 'io':
    case 'locked-by-another':
    case 'too-large':
    case 'unsupported':
    case 'belongs-to-vault':
      return 'io';
  }
}

type KeepingProblem = SayableProblem | 'belongs-to-vault' | 'unsupported';

/** Why a file could not be kept where the user chose. */
export function keepingProblemOf(error: unknown): KeepingProblem {
  const code = error instanceof PlatformError ? error.code : null;
  return code === 'belongs-to-vault' || code === 'unsupported' ? code : problemOf(error);
}
