import type { InputHTMLAttributes, ReactNode } from 'react';
import '@/ui/form.css';

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'children'> {
  children: ReactNode;
}

/** A native checkbox or radio with its words, both to be pressed. */
export function Choice({ children, type = 'checkbox', ...input }: Props) {
  return (
    <label className="choice">
      <input type={type} {...input} />
      <span>{children}</span>
    </label>
  );
}

interface ChoicesProps {
  legend: string;
  error?: string;
  hint?: ReactNode;
  children: ReactNode;
}

/** Several choices under one question. */
export function Choices({ legend, error, hint, children }: ChoicesProps) {
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {error && <p className="field-error">{error}</p>}
      {hint && <div className="field-hint">{hint}</div>}
      {children}
    </fieldset>
  );
}
