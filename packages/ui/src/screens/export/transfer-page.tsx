import type { ExportedTransfer } from '@halfminute/core';
import { useRef, useState, type ReactElement } from 'react';
import { useWords } from '../../hooks/words.tsx';
import { Button } from '../../parts/button.tsx';
import { SubPage } from '../../parts/page.tsx';
import { QrCode } from '../../parts/qr-code.tsx';
import { LossesList } from './losses.tsx';

interface TransferPageProps {
  readonly transfer: ExportedTransfer;
  readonly onDone: () => void;
}

/** The QR codes of a transfer, one after the other, as the phone scans them. */
export function TransferPage({ transfer, onDone }: TransferPageProps): ReactElement {
  const words = useWords();
  const { transferPage } = words.export;
  const [at, setAt] = useState(0);
  const { pictures } = transfer;
  const picture = pictures[at];
  const which = transferPage.which(at + 1, pictures.length);
  const isLast = at === pictures.length - 1;
  const textRef = useRef<HTMLParagraphElement>(null);

  // The button may lie below the list of what was left out; the next picture is to be scanned at once.
  const show = (next: number): void => {
    setAt(next);
    textRef.current?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <SubPage
      title={transferPage.title}
      onBack={onDone}
      footer={
        <>
          {at === 0 ? null : (
            <Button variant="ghost" onPress={() => show(at - 1)}>
              {transferPage.previous}
            </Button>
          )}
          <Button variant="primary" autoFocus onPress={() => (isLast ? onDone() : show(at + 1))}>
            {isLast ? words.common.done : transferPage.next}
          </Button>
        </>
      }
    >
      <p ref={textRef}>{transferPage.text}</p>
      {picture === undefined ? null : <QrCode picture={picture} label={`${words.export.qrSpoken}, ${which}`} />}
      <p className="transfer-which" role="status">
        {which}
      </p>
      <LossesList {...transfer} />
    </SubPage>
  );
}
