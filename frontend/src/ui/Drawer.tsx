import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { IconButton } from '@/ui/Button';
import '@/ui/drawer.css';

interface Props {
  label: string;
  onClose: () => void;
  children: ReactNode;
}

/** Slides in from the start edge over the page; Escape and a press beside it close it. */
export default function Drawer({ label, onClose, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard has Escape and the cross
    <dialog
      ref={ref}
      className="drawer"
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === ref.current && onClose()}
    >
      <div className="drawer-inside">
        <IconButton label="Close" onClick={onClose}>
          <X size={20} />
        </IconButton>
        {children}
      </div>
    </dialog>
  );
}
