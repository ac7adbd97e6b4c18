import { useState, type ReactElement } from 'react';
import { useApp, useHost } from '../hooks/app-context.tsx';
import { useNavigation } from '../hooks/navigation.tsx';
import { useToasts } from '../hooks/toast.tsx';
import { useWords } from '../hooks/words.tsx';
import { SubPage } from '../parts/page.tsx';
import { Panel, PanelRow } from '../parts/panel.tsx';
import { ReportPanel } from '../parts/report-panel.tsx';

/** Version, licence, and a report without secrets for whoever helps. */
export function AboutScreen(): ReactElement {
  const app = useApp();
  const { version } = useHost();
  const { back } = useNavigation();
  const words = useWords().about;
  const toasts = useToasts();
  // Made once: a report that changes under the eyes cannot be compared with what was copied.
  const [report] = useState(() => app.report());

  const copy = async (): Promise<void> => {
    const outcome = await app.copyText(report);
    toasts.show({ sentence: outcome === 'copied' ? words.reportCopied : words.reportNotCopied });
  };

  return (
    <SubPage title={words.title} onBack={back}>
      <p className="quiet-text">{words.promise}</p>
      <Panel>
        <PanelRow label={words.version(version)} />
        <PanelRow label={words.licence}>
          <span className="quiet-text">{words.licenceName}</span>
        </PanelRow>
      </Panel>
      <ReportPanel
        heading={words.report}
        text={words.reportText}
        report={report}
        {...(app.offers.clipboard ? { copy: { words: words.copyReport, onPress: () => void copy() } } : {})}
      />
    </SubPage>
  );
}
