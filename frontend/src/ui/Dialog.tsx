import { X } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { IconButton } from '@/ui/Button';
import { focusHeading } from '@/ui/focus';
import '@/ui/dialog.css';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  size?: 'small' | 'medium';
  /** Without a way to close: what stands behind is of no use until this is answered. */
  required?: boolean;
  /** Without a head: the title is only said, and the content brings its own way to close. A press beside it closes too. */
  bare?: boolean;
}

/**
 * The browser's own modal dialog: it traps focus, makes the rest inert and gives focus back. It begins at what is marked
 * `data-autofocus`, else at its first control.
 */
export function Dialog({ title, onClose, children, size = 'medium', required, bare }: Props) {
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  // Before the children's effects, so that one of them may still choose where focus goes.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => {
      dialog?.close();
      // The opener may go in the same breath.
      queueMicrotask(() => document.activeElement === document.body && focusHeading());
    };
  }, []);
  const leave = () => {
    if (!required) onClose();
  };
  return (
    <dialog
      ref={ref}
      className={bare ? 'dialog dialog-bare' : `dialog dialog-${size}`}
      aria-labelledby={bare ? undefined : id}
      aria-label={bare ? title : undefined}
      onClick={(event) => bare && event.target === ref.current && leave()}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
      // Chrome closes on a second Escape without asking; this asks every time.
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        leave();
      }}
    >
      {!bare && (
        <header className="dialog-head">
          <h2 id={id}>{title}</h2>
          {!required && (
            <IconButton label="Close" onClick={leave}>
              <X size={18} />
            </IconButton>
          )}
        </header>
      )}
      {children}
    </dialog>
  );
}

/** The scrolling part of a dialog. */
export function DialogBody({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  // What came later than the dialog, or in place of what was answered, takes the focus that nobody has moved.
  useLayoutEffect(() => {
    const dialog = ref.current?.closest('dialog');
    const isIdle = document.activeElement?.matches('body, dialog, .dialog-head *');
    if (dialog?.open && isIdle) dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, []);
  return (
    <div ref={ref} className="dialog-body">
      {children}
    </div>
  );
}

/** The part that stays in sight: what the dialog offers to do. */
export function DialogFoot({ children }: { children: ReactNode }) {
  return <footer className="dialog-foot">{children}</footer>;
}
