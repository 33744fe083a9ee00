import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import '@/ui/field.css';

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'id'> {
  label: string;
  /** What being on, or off, means just now; read with the switch. */
  hint?: ReactNode;
}

/** A native checkbox in the clothes of a switch: every test driver and screen reader knows it. */
export function Switch({ label, hint, ...input }: Props) {
  const id = useId();
  return (
    <div className="switch-row">
      {/* A native checkbox tells its state itself. */}
      <input
        type="checkbox"
        role="switch"
        className="switch"
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...input}
      />
      <div>
        <label className="switch-label" htmlFor={id}>
          {label}
        </label>
        {hint && (
          <div className="field-hint" id={`${id}-hint`}>
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}
