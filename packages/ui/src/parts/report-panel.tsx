import type { ReactElement } from 'react';
import { Button } from './button.tsx';

interface ReportPanelProps {
  readonly heading: string;
  readonly text: string;
  /** Plain text, one fact a line, without secrets. */
  readonly report: string;
  /** Absent where the host has no clipboard: the text can be selected. */
  readonly copy?: { readonly words: string; readonly onPress: () => void };
}

export function ReportPanel({ heading, text, report, copy }: ReportPanelProps): ReactElement {
  return (
    <section className="report">
      <h2 className="panel-heading">{heading}</h2>
      <pre className="panel report-text">{report}</pre>
      <p className="hint-text">{text}</p>
      {copy === undefined ? null : (
        <Button size="small" icon="copy" onPress={copy.onPress}>
          {copy.words}
        </Button>
      )}
    </section>
  );
}
