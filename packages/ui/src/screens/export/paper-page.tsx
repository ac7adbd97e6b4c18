import type { ExportedFile } from '@halfminute/core';
import type { ReactElement } from 'react';
import { useApp } from '../../hooks/app-context.tsx';
import { keepingProblemOf } from '../../hooks/save-backup.tsx';
import { useToasts } from '../../hooks/toast.tsx';
import { useWords } from '../../hooks/words.tsx';
import { Button } from '../../parts/button.tsx';
import { SubPage } from '../../parts/page.tsx';
import { PrintedDocument } from '../../parts/printed-document.tsx';
import { LossesList } from './losses.tsx';

interface PaperPageProps {
  /** An HTML document. */
  readonly sheet: ExportedFile;
  readonly onDone: () => void;
}

/** The sheet, to print or to save. It is in the page for as long as this is. */
export function PaperPage({ sheet, onDone }: PaperPageProps): ReactElement {
  const app = useApp();
  const words = useWords();
  const toasts = useToasts();
  const counted = words.common.accounts(sheet.count);

  const save = async (): Promise<void> => {
    try {
      if ((await app.backups.offerFile(sheet.file)) === 'saved') {
        toasts.show({ sentence: words.export.paperPage.saved(counted) });
      }
    } catch (failure) {
      toasts.show({ sentence: words.export.failed(words.keepingProblems[keepingProblemOf(failure)]) });
    }
  };

  return (
    <SubPage
      title={words.export.paperPage.title}
      onBack={onDone}
      footer={
        <Button variant="primary" onPress={onDone}>
          {words.common.done}
        </Button>
      }
    >
      <p>{words.export.paperPage.text(counted)}</p>
      <div className="button-pair">
        <Button icon="print" onPress={() => window.print()}>
          {words.recoverySheet.print}
        </Button>
        <Button icon="save" onPress={() => void save()}>
          {words.recoverySheet.saveFile}
        </Button>
      </div>
      <LossesList {...sheet} />
      <PrintedDocument html={new TextDecoder().decode(sheet.file.bytes)} />
    </SubPage>
  );
}
