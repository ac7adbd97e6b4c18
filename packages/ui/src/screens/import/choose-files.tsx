import type { ImportReading, RefusedFile } from '@halfminute/core';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useApp, useHost } from '../../hooks/app-context.tsx';
import { useNavigation } from '../../hooks/navigation.tsx';
import { readFiles } from '../../hooks/use-incoming.ts';
import { useWords } from '../../hooks/words.tsx';
import { keyCaps } from '../../keyboard/shortcuts.ts';
import { Button } from '../../parts/button.tsx';
import { SubPage } from '../../parts/page.tsx';
import { PictureSources } from '../../parts/picture-sources.tsx';
import { RefusedFiles } from './refused-files.tsx';

interface ChooseFilesProps {
  /** What was given before and could not be read. */
  readonly refused: readonly RefusedFile[];
  readonly onRead: (reading: ImportReading) => void;
}

/** The way in for those who neither drop nor paste, and where it is said what could not be read. */
export function ChooseFiles({ refused, onRead }: ChooseFilesProps): ReactElement {
  const app = useApp();
  const words = useWords();
  const { back } = useNavigation();
  const pasteKeys = keyCaps('paste', useHost()).join(' ');
  const [problem, setProblem] = useState<string | null>(null);
  const chooseRef = useRef<HTMLButtonElement>(null);
  useEffect(() => chooseRef.current?.focus(), []);

  const choose = async (files: FileList | null): Promise<void> => {
    if (files === null || files.length === 0) {
      return;
    }
    const read = await readFiles(Array.from(files));
    if ('problem' in read) {
      setProblem(words.import[read.problem](read.about));
      return;
    }
    setProblem(null);
    onRead(await app.imports.read(read.files));
  };

  return (
    <SubPage title={words.import.title} onBack={back} focusTitle={false}>
      <p className="quiet-text">{words.import.text}</p>
      {problem === null && refused.length > 0 ? (
        <RefusedFiles files={refused} heading={words.import.nothingFound} />
      ) : null}
      {problem === null ? null : <RefusedFiles sentences={[problem]} heading={words.import.nothingFound} />}
      <div className="file-choice">
        <FileTrigger allowsMultiple onSelect={(files) => void choose(files)}>
          <Button ref={chooseRef} icon="file">
            {words.import.choose}
          </Button>
        </FileTrigger>
        <span className="hint-text">{words.import.dropHere(pasteKeys)}</span>
      </div>
      <PictureSources onRead={onRead} />
    </SubPage>
  );
}
