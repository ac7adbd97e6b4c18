import type { AccountId, QrPicture } from '@halfminute/core';
import { useState, type ReactElement } from 'react';
import { useApp } from '../../hooks/app-context.tsx';
import { useCountdown } from '../../hooks/countdown.ts';
import { useIsOnTop } from '../../hooks/layer.tsx';
import { useToasts } from '../../hooks/toast.tsx';
import { useWords } from '../../hooks/words.tsx';
import { Button } from '../../parts/button.tsx';
import { GroupedCode, groupsOfFour } from '../../parts/grouped-code.tsx';
import { PasswordDialog } from '../../parts/password-dialog.tsx';
import { QrCode } from '../../parts/qr-code.tsx';

interface LongCodeSectionProps {
  readonly id: AccountId;
  /** Asks for the password at once: the user came here to see the code. */
  readonly asksAtOnce: boolean;
}

/** Behind the password, and gone again by itself. */
export function LongCodeSection({ id, asksAtOnce }: LongCodeSectionProps): ReactElement {
  const app = useApp();
  const words = useWords().edit;
  const isOnTop = useIsOnTop();
  const [isAsking, setAsking] = useState(asksAtOnce);
  const [code, setCode] = useState<Revealed | null>(null);

  // Whoever comes back to this screen asks anew.
  if (!isOnTop && code !== null) {
    setCode(null);
  }

  const reveal = async (password: string): Promise<string | null> => {
    const answer = await app.accounts.reveal(id, { password });
    switch (answer.outcome) {
      case 'revealed':
        setAsking(false);
        setCode({ longCode: answer.longCode, qr: answer.qr });
        return null;
      case 'wrong-password':
        return words.wrongPassword;
      case 'gone':
        return words.gone;
    }
  };

  return (
    <section className="long-code-section">
      {code === null ? (
        <>
          <div className="long-code-head">
            <h2>{words.longCode}</h2>
          </div>
          <Button icon="eye" onPress={() => setAsking(true)}>
            {words.show}
          </Button>
        </>
      ) : (
        <ShownCode code={code} onHide={() => setCode(null)} />
      )}
      {isAsking ? (
        <PasswordDialog
          title={words.show}
          submitWords={words.showSubmit}
          onClose={() => setAsking(false)}
          onPassword={reveal}
        />
      ) : null}
    </section>
  );
}

const shownSeconds = 30;

interface Revealed {
  readonly longCode: string;
  /** null: names and code are too long for one. */
  readonly qr: QrPicture | null;
}

interface ShownCodeProps {
  readonly code: Revealed;
  readonly onHide: () => void;
}

function ShownCode({ code, onHide }: ShownCodeProps): ReactElement {
  const app = useApp();
  const words = useWords();
  const toasts = useToasts();
  const secondsLeft = useCountdown(shownSeconds, onHide);

  const copy = async (): Promise<void> => {
    const outcome = await app.copyText(code.longCode);
    toasts.show({ sentence: outcome === 'copied' ? words.edit.copied : words.edit.copyFailed });
  };

  return (
    <>
      <div className="long-code-head">
        <h2>{words.edit.longCode}</h2>
        <span className="hint-text">{words.edit.hidesIn(secondsLeft)}</span>
      </div>
      <div className="panel long-code-card">
        {code.qr === null ? null : <QrCode picture={code.qr} label={words.edit.qrSpoken} />}
        <div className="long-code-words">
          <GroupedCode groups={groupsOfFour(code.longCode)} look="narrow" label={words.edit.longCode} />
          <div className="long-code-acts">
            {app.offers.clipboard ? (
              <Button icon="copy" size="small" onPress={() => void copy()}>
                {words.common.copy}
              </Button>
            ) : null}
            <Button icon="eye-off" size="small" autoFocus onPress={onHide}>
              {words.edit.hide}
            </Button>
          </div>
        </div>
      </div>
      <p className="hint-text">{words.edit.whoSees}</p>
    </>
  );
}
