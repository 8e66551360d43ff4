import { useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { focusables } from '../navigation/focusable.ts';
import { useBack } from '../navigation/use-back.ts';
import './dialog.css';

export interface DialogProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** Its buttons; mark the harmless one with `initialFocus`. */
  readonly actions: ReactNode;
  /** Called by the Back key. The dialog is shown as long as it is rendered. */
  readonly onClose: () => void;
  /** As large as the screen allows, for what needs room. */
  readonly full?: boolean;
  /** Over the player. */
  readonly dark?: boolean;
}

/** One question over the screen. Focus stays inside and returns to where it was. */
export function Dialog({ title, children, actions, onClose, full = false, dark = false }: DialogProps): ReactNode {
  return (
    <ModalOverlay className="dialog-shade" isOpen onOpenChange={(open) => !open && onClose()} isKeyboardDismissDisabled {...(dark ? { 'data-theme': 'dark' } : {})}>
      <Modal className={full ? 'dialog dialog--full' : 'dialog'}>
        <AriaDialog role="alertdialog" className="dialog__inner">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          <DialogBody onClose={onClose}>
            <div className="dialog__content">{children}</div>
            <div className="dialog__actions">{actions}</div>
          </DialogBody>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Inside of the overlay, so that its effects run when the dialog is really there. */
function DialogBody({ onClose, children }: { readonly onClose: () => void; readonly children: ReactNode }): ReactNode {
  const root = useRef<HTMLDivElement>(null);
  useBack(onClose);
  useLayoutEffect(() => {
    const elements = root.current === null ? [] : focusables(root.current);
    (elements.find((element) => element.dataset.initialFocus !== undefined) ?? elements[0])?.focus();
  }, []);
  return (
    <div className="dialog__inner" ref={root}>
      {children}
    </div>
  );
}
