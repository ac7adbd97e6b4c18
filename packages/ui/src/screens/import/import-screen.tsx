import type { Accepted, FoundImport, ImportReading } from '@halfminute/core';
import { useState, type ReactElement } from 'react';
import { useApp } from '../../hooks/app-context.tsx';
import { useNavigation } from '../../hooks/navigation.tsx';
import { formOfPaste } from '../../account-form/pasted-form.ts';
import { CheckList } from './check-list.tsx';
import { ChooseFiles } from './choose-files.tsx';
import { FilePassword } from './file-password.tsx';
import { ImportResult } from './import-result.tsx';

interface Done {
  readonly found: FoundImport;
  readonly ticked: ReadonlySet<number>;
  readonly accepted: Accepted & { readonly outcome: 'imported' };
}

/** C1: from a file to accounts, one question after the other. Nothing is written before the last. */
export function ImportScreen({ reading: given }: { readonly reading: ImportReading | undefined }): ReactElement {
  const app = useApp();
  const { go } = useNavigation();
  const [reading, setReading] = useState(given);
  const [step, setStep] = useState(0);
  const [done, setDone] = useState<Done | null>(null);

  const goOn = (next: ImportReading): void => {
    if (next.outcome === 'single') {
      go({ name: 'add', given: formOfPaste(next.text, app) });
    } else if (next.outcome === 'vault-file') {
      go({ name: 'open-backup', file: next.file });
    } else {
      setReading(next);
      setStep(step + 1);
    }
  };

  if (done !== null) {
    return <ImportResult {...done} />;
  }
  switch (reading?.outcome) {
    case 'needs-password':
      // One form a file: the next one begins empty.
      return <FilePassword key={step} locked={reading} onRead={goOn} />;
    case 'found':
      return (
        <CheckList
          found={reading.found}
          onFound={(found) => setReading({ outcome: 'found', found })}
          onImported={(accepted, ticked) => setDone({ found: reading.found, accepted, ticked })}
        />
      );
    case 'refused':
    case 'single':
    case 'vault-file':
    case undefined:
      return <ChooseFiles refused={reading?.outcome === 'refused' ? reading.refused : []} onRead={goOn} />;
  }
}
