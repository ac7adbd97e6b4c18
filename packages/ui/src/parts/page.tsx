import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { useWords } from '../hooks/words.tsx';
import { submitOnEnter } from '../keyboard/submit-on-enter.ts';
import { IconButton } from './button.tsx';

interface PageProps {
  readonly title: string;
  readonly text?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons; the primary one last. Sticks to the bottom while there is room. */
  readonly footer?: ReactNode;
  readonly className?: string;
  /** Makes the whole page a form that Enter sends. */
  readonly onSubmit?: () => void;
}

/** A screen of its own with a large title: first start, Add account, an error. */
export function Page({ title, text, children, footer, className = '', onSubmit }: PageProps): ReactElement {
  return (
    <main className={`page ${className}`}>
      <h1 className="page-title">{title}</h1>
      {text === undefined ? null : <p className="page-text">{text}</p>}
      <PageBody footer={footer} onSubmit={onSubmit}>
        {children}
      </PageBody>
    </main>
  );
}

interface SubPageProps extends Omit<PageProps, 'text'> {
  readonly onBack: () => void;
  /** At the right end of the header, such as Delete. */
  readonly action?: ReactNode;
  /** The title takes the focus when the screen opens, unless a field on it does. */
  readonly focusTitle?: boolean;
}

/** A screen reached from another one: back, a smaller title, an act. Escape goes back too (see AppView). */
export function SubPage({
  title,
  onBack,
  action,
  children,
  footer,
  className = '',
  focusTitle = true,
  onSubmit,
}: SubPageProps): ReactElement {
  const words = useWords();
  const titleRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focusTitle) {
      titleRef.current?.focus();
    }
  }, [focusTitle]);
  return (
    <main className={`page sub-page ${className}`}>
      <header className="sub-page-header">
        <IconButton icon="back" label={words.common.back} onPress={onBack} />
        <h1 className="sub-page-title" ref={titleRef} tabIndex={-1}>
          {title}
        </h1>
        {action}
      </header>
      <PageBody footer={footer} onSubmit={onSubmit}>
        {children}
      </PageBody>
    </main>
  );
}

interface PageBodyProps {
  readonly children: ReactNode;
  readonly footer: ReactNode;
  readonly onSubmit: (() => void) | undefined;
}

function PageBody({ children, footer, onSubmit }: PageBodyProps): ReactElement {
  const inside = (
    <>
      <div className="page-body">{children}</div>
      {footer === undefined ? null : <div className="page-footer">{footer}</div>}
    </>
  );
  if (onSubmit === undefined) {
    return inside;
  }
  return (
    <form
      className="page-form"
      noValidate
      onKeyDown={submitOnEnter}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {inside}
    </form>
  );
}
