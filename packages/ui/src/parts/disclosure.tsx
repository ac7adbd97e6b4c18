import { useId, useState, type ReactElement, type ReactNode } from 'react';
import { Button } from './button.tsx';

interface DisclosureProps {
  readonly words: string;
  /** What is inside, while it is closed. */
  readonly summary?: string;
  /** Open whatever the user did, since something inside is wrong. */
  readonly isForcedOpen?: boolean;
  readonly children: ReactNode;
}

/** Folds away what mostly need not be seen, such as Advanced. */
export function Disclosure({ words, summary, isForcedOpen = false, children }: DisclosureProps): ReactElement {
  const panelId = useId();
  const [wasOpened, setOpened] = useState(false);
  const isOpen = wasOpened || isForcedOpen;
  return (
    <div className="disclosure">
      <div className="disclosure-head">
        <Button
          variant="ghost"
          size="small"
          aria-expanded={isOpen}
          aria-controls={panelId}
          onPress={() => setOpened(!isOpen)}
        >
          {words}
        </Button>
        {isOpen || summary === undefined ? null : <span className="hint-text">{summary}</span>}
      </div>
      <div id={panelId} className="disclosure-panel" hidden={!isOpen}>
        {isOpen ? children : null}
      </div>
    </div>
  );
}
