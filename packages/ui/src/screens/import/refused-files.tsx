import type { RefusedFile } from '@halfminute/core';
import type { ReactElement } from 'react';
import { useWords } from '../../hooks/words.tsx';
import { Icon } from '../../parts/icon.tsx';

interface RefusedFilesProps {
  readonly files?: readonly RefusedFile[];
  readonly sentences?: readonly string[];
  readonly heading?: string;
}

/** Whole files that were not read, and what else is to be known before anything is imported: a sentence each. */
export function RefusedFiles({ files = [], sentences = [], heading }: RefusedFilesProps): ReactElement {
  return (
    <div className="banner banner-warning import-refused" role="alert">
      <Icon name="warning" />
      <div className="banner-words">
        {heading === undefined ? null : <strong>{heading}</strong>}
        <ul>
          {sentences.map((sentence) => (
            <li key={sentence} dir="auto">
              {sentence}
            </li>
          ))}
          {files.map((file) => (
            <li key={`${file.name}: ${file.reason}`} dir="auto">
              <RefusedSentence file={file} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** Which file it was, and why. A text that was pasted has no name. */
export function RefusedSentence({ file }: { readonly file: RefusedFile }): ReactElement {
  const words = useWords().import;
  return (
    <span>
      {file.name === '' ? null : <span className="import-refused-name">{file.name}:</span>} {words.refused(file)}
    </span>
  );
}
