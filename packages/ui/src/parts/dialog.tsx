import type { ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  /** Escape and a press outside; `alertdialog` is left only by its buttons or Escape. */
  readonly onClose: () => void;
  readonly role?: 'dialog' | 'alertdialog';
  readonly children?: ReactNode;
  /** Buttons, the act last. Put autoFocus on the first field or the least dangerous button. */
  readonly footer: ReactNode;
}

export function Dialog({ title, isOpen, onClose, role = 'dialog', children, footer }: DialogProps): ReactElement {
  return (
    <ModalOverlay
      className="scrim"
      data-overlay=""
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) {
          onClose();
        }
      }}
      isDismissable={role === 'dialog'}
    >
      <Modal className="dialog">
        <AriaDialog className="dialog-inside" role={role}>
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          {children}
          <div className="dialog-footer">{footer}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
