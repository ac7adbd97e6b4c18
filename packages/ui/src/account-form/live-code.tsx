import { secretCheck, type OtpAccount } from '@halfminute/core';
import type { ReactElement } from 'react';
import { usePreview } from '../hooks/use-code.ts';
import { useWords } from '../hooks/words.tsx';
import { CodeFigure } from '../parts/code-figure.tsx';
import { Ring } from '../parts/ring.tsx';

/** The code before it is saved. Not a live region: it is read when the reader comes to it. */
export function LiveCode({ account }: { readonly account: OtpAccount | null }): ReactElement | null {
  const words = useWords().add;
  const view = usePreview(account);
  if (account === null || view === null) {
    return null;
  }
  const isEnding = view.kind === 'timed' && view.secondsLeft <= 5;
  return (
    <section className="live-code" aria-label={words.liveTitle}>
      <div className="live-words">
        <p className="live-title">{words.liveTitle}</p>
        <p className="hint-text">{view.kind === 'timed' ? words.liveText : words.liveCounter}</p>
        <p className="hint-text">{words.check(secretCheck(account.secret))}</p>
      </div>
      {view.kind === 'timed' ? (
        <span className="live-figure">
          <CodeFigure code={view.code} digits={account.digits} isWarning={isEnding} />
          <Ring secondsLeft={view.secondsLeft} periodSeconds={view.periodSeconds} />
        </span>
      ) : null}
    </section>
  );
}
