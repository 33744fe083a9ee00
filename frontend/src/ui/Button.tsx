import type { ButtonHTMLAttributes, MouseEvent } from 'react';
import { leavesFocus } from '@/ui/focus';
import { Spinner } from '@/ui/Spinner';
import '@/ui/button.css';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  look?: ButtonLook;
  /** Something is under way: the button keeps its width and its focus, and presses do nothing. */
  waiting?: boolean;
  /** Why it cannot be pressed now; said to those who hear, shown by whoever places the button. */
  unavailable?: string;
}

/** @returns the classes of a button, for links that look like one. */
export const buttonClass = (look: ButtonLook = 'secondary') => `button button-${look}`;

/** Never `disabled`: what waits or cannot be pressed stays reachable and says so. */
export function Button({ look = 'secondary', waiting, unavailable, onClick, className, ...rest }: Props) {
  const inert = waiting || unavailable !== undefined;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (inert) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      ref={leavesFocus}
      type="button"
      {...rest}
      className={className ? `${buttonClass(look)} ${className}` : buttonClass(look)}
      aria-disabled={inert || undefined}
      aria-busy={waiting || undefined}
      title={unavailable ?? rest.title}
      onClick={press}
    >
      <span className="button-label">{rest.children}</span>
      {waiting && <Spinner />}
    </button>
  );
}

interface IconButtonProps extends Props {
  /** The accessible name; an icon alone has none. */
  label: string;
}

export function IconButton({ label, className = '', ...rest }: IconButtonProps) {
  return <Button look="quiet" aria-label={label} title={label} {...rest} className={`button-icon ${className}`} />;
}
