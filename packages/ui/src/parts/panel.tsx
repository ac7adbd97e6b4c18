import { useId, type ReactElement, type ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Icon } from './icon.tsx';

interface PanelProps {
  readonly heading?: string;
  readonly children: ReactNode;
}

/** A card of rows with lines between them. */
export function Panel({ heading, children }: PanelProps): ReactElement {
  const headingId = useId();
  return (
    <section className="panel-section" {...(heading === undefined ? {} : { 'aria-labelledby': headingId })}>
      {heading === undefined ? null : (
        <h2 className="panel-heading" id={headingId}>
          {heading}
        </h2>
      )}
      <div className="panel">{children}</div>
    </section>
  );
}

interface PanelRowProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** The control or the value at the right end. */
  readonly children?: ReactNode;
}

export function PanelRow({ label, hint, children }: PanelRowProps): ReactElement {
  return (
    <div className="panel-row">
      <div className="panel-row-words">
        <span className="panel-row-label">{label}</span>
        {hint === undefined ? null : <span className="panel-row-hint">{hint}</span>}
      </div>
      {children}
    </div>
  );
}

interface PanelLinkProps {
  readonly label: string;
  readonly hint?: string;
  readonly onPress: () => void;
}

/** A row that leads to another screen. */
export function PanelLink({ label, hint, onPress }: PanelLinkProps): ReactElement {
  return (
    <AriaButton className="panel-row panel-link" onPress={onPress}>
      <span className="panel-row-words">
        <span className="panel-row-label">{label}</span>
        {hint === undefined ? null : <span className="panel-row-hint">{hint}</span>}
      </span>
      <Icon name="forward" size={18} />
    </AriaButton>
  );
}
