import { useState, type ReactElement, type ReactNode } from 'react';
import { Button as AriaButton, Disclosure as AriaDisclosure, DisclosurePanel, Heading } from 'react-aria-components';

interface DisclosureProps {
  readonly words: string;
  /** What is inside, while it is closed. */
  readonly summary?: string;
  /** Open whatever the user did, since something inside is wrong. */
  readonly isForcedOpen?: boolean;
  readonly children: ReactNode;
}

/** Opens what mostly need not be seen, such as Advanced. */
export function Disclosure({ words, summary, isForcedOpen = false, children }: DisclosureProps): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const isExpanded = isOpen || isForcedOpen;
  return (
    <AriaDisclosure className="disclosure" isExpanded={isExpanded} onExpandedChange={setOpen}>
      <div className="disclosure-head">
        <Heading className="disclosure-heading" level={2}>
          <AriaButton slot="trigger" className="button button-ghost button-small disclosure-button">
            {words}
          </AriaButton>
        </Heading>
        {summary === undefined || isExpanded ? null : <span className="hint-text">{summary}</span>}
      </div>
      <DisclosurePanel className="disclosure-panel">{isExpanded ? children : null}</DisclosurePanel>
    </AriaDisclosure>
  );
}
