import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useObservable } from '@/lib/observable';
import { Button, IconButton } from '@/ui/Button';
import { dismiss, type Toast, toasts } from '@/ui/toastList';
import '@/ui/toasts.css';

const SHOWN_MS = 8000;

/** Bottom right; read out politely; each stays 8 s, longer while pointed at or focused. */
export function Toasts() {
  const all = useObservable(toasts);
  return (
    <div className="toasts" role="status" aria-label="Notifications">
      {all.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(toast.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, toast.id]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it or focusing within only makes it stay
    <div
      className="toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p>{toast.text}</p>
      <IconButton label="Dismiss" onClick={() => dismiss(toast.id)}>
        <X size={16} />
      </IconButton>
      {toast.acts.length > 0 && (
        <div className="toast-acts">
          {toast.acts.map((act) => (
            <Button
              key={act.label}
              look="quiet"
              onClick={() => {
                dismiss(toast.id);
                act.onChoose();
              }}
            >
              {act.label}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
