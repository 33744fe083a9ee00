import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from 'react';
import '@/ui/field.css';

interface Labelled {
  label: string;
  /** Words beneath the control, read with it. */
  hint?: ReactNode;
  /** Why the server or the form refused what stands here. */
  error?: string;
  /** Beside the label of what may stay empty; the rest is required. */
  optional?: boolean;
}

interface FrameProps extends Labelled {
  children: (given: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode;
}

/** Label, control, hint and error, tied together for those who hear. */
export function Field({ label, hint, error, optional, children }: FrameProps) {
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
        {optional && <span className="muted"> (optional)</span>}
      </label>
      {children({ id, 'aria-describedby': described, 'aria-invalid': error ? true : undefined })}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint && (
        <div className="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
    </div>
  );
}

type TextProps = Labelled & Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> & { after?: ReactNode };

export function TextField({ label, hint, error, optional, after, ...input }: TextProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(given) => (
        <div className="field-control">
          <input className="input" dir="auto" {...input} {...given} />
          {after}
        </div>
      )}
    </Field>
  );
}

type SelectProps = Labelled & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id'>;

export function SelectField({ label, hint, error, optional, children, ...select }: SelectProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(given) => (
        <select className="input select" {...select} {...given}>
          {children}
        </select>
      )}
    </Field>
  );
}
