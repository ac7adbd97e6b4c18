import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { ToastContext, type ToastMessage, type Toasts } from '../hooks/toast.tsx';
import { Button } from './button.tsx';

const stayWithActMs = 10_000;
const stayMs = 5000;

interface ToastProviderProps {
  readonly children: ReactNode;
}

/** Holds the one toast on show, at the bottom of the window. The region is always there, so that screen readers hear it fill. */
export function ToastProvider({ children }: ToastProviderProps): ReactElement {
  const [shown, setShown] = useState<{ readonly message: ToastMessage; readonly serial: number } | null>(null);
  const serial = useRef(0);
  const [toasts] = useState<Toasts>(() => ({
    show: (message) => {
      serial.current += 1;
      setShown({ message, serial: serial.current });
    },
    clear: () => setShown(null),
  }));
  return (
    <ToastContext value={toasts}>
      {children}
      <div className="toast-region" role="status">
        {shown === null ? null : <ToastCard key={shown.serial} message={shown.message} onGone={toasts.clear} />}
      </div>
    </ToastContext>
  );
}

interface ToastCardProps {
  readonly message: ToastMessage;
  readonly onGone: () => void;
}

function ToastCard({ message, onGone }: ToastCardProps): ReactElement {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) {
      return undefined;
    }
    const timer = setTimeout(onGone, message.act === undefined ? stayMs : stayWithActMs);
    return () => clearTimeout(timer);
  }, [isHeld, message, onGone]);
  useEffect(() => {
    // What has the focus may lie where the toast has just come to lie (WCAG 2.4.11).
    if (document.activeElement !== document.body) {
      document.activeElement?.scrollIntoView({ block: 'nearest' });
    }
  }, []);
  const { act } = message;
  return (
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p className="toast-words">
        <span className="toast-sentence">{message.sentence}</span>
        {message.detail === undefined ? null : <span className="toast-detail">{message.detail}</span>}
      </p>
      {act === undefined ? null : (
        <Button
          variant="ghost"
          size="small"
          onPress={() => {
            onGone();
            act.onPress();
          }}
        >
          {act.words}
        </Button>
      )}
    </div>
  );
}
