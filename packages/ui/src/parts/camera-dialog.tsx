import type { ImportReading } from '@halfminute/core';
import { useRef, type ReactElement } from 'react';
import { useCameraWatch } from '../hooks/use-camera-watch.ts';
import { useTakeReading } from '../hooks/use-take-reading.ts';
import { useWords } from '../hooks/words.tsx';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { paintFrame } from './paint-frame.ts';

interface CameraDialogProps {
  readonly onClose: () => void;
  /** Absent: what is found goes where a paste of the same would go. */
  readonly onRead: ((reading: ImportReading) => void) | undefined;
}

/** The camera is on for as long as this is shown, or until it has seen what was looked for. Nothing in it moves but the picture itself. */
export function CameraDialog({ onClose, onRead }: CameraDialogProps): ReactElement {
  const words = useWords();
  const take = useTakeReading(onRead);
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const cancelRef = useRef<HTMLButtonElement>(null);
  const { phase, note, takeSeen, tryAgain } = useCameraWatch({
    onFrame(frame) {
      if (canvasRef.current !== null) {
        paintFrame(canvasRef.current, frame);
      }
    },
    onRead(reading) {
      onClose();
      take(reading);
    },
  });
  const problem = typeof phase === 'string' ? null : phase.problem;
  const startOver = (): void => {
    // The button that is pressed goes away.
    cancelRef.current?.focus();
    tryAgain();
  };
  return (
    <Dialog
      title={words.camera.title}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button variant="ghost" autoFocus ref={cancelRef} onPress={onClose}>
            {words.common.cancel}
          </Button>
          {problem === null ? null : (
            <Button variant="primary" onPress={startOver}>
              {words.camera.again}
            </Button>
          )}
          {problem === null && note?.kind === 'part' ? (
            <Button onPress={takeSeen}>{words.camera.takeSeen}</Button>
          ) : null}
        </>
      }
    >
      {problem === null ? (
        <>
          <p className="quiet-text">{words.camera.text}</p>
          <canvas ref={canvasRef} className="camera-picture" role="img" aria-label={words.camera.picture} />
          <p className="hint-text" role="status">
            {statusWords()}
          </p>
        </>
      ) : (
        <Banner tone="warning">{words.camera.problems[problem]}</Banner>
      )}
    </Dialog>
  );

  function statusWords(): string {
    if (phase === 'waiting') {
      return words.camera.waiting;
    }
    switch (note?.kind) {
      case 'part':
        return words.camera.part(note.seen, note.of);
      case 'something-else':
        return words.camera.somethingElse;
      case undefined:
        return words.camera.looking;
    }
  }
}
