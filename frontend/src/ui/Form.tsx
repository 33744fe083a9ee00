import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { Refusal } from '@/lib/refusals';
import { Notice } from '@/ui/Notice';
import '@/ui/form.css';

interface Props {
  /** What is typed, by the fields' names. */
  onSubmit: (typed: FormData) => unknown;
  /** The last attempt's refusal: its sentence stands on top, and focus goes to the first field that is at fault. */
  refused?: Refusal;
  /** A field was changed: what was said against it no longer holds. */
  onForgive?: (name: string) => void;
  /** After every change: whether anything differs from what stood there at first. */
  onTyped?: (isTyped: boolean) => void;
  className?: string;
  children: ReactNode;
}

/** A form whose refusals are read out and lead to their field. Ctrl Enter submits from anywhere in it. */
export function Form({ onSubmit, refused, onForgive, onTyped, className = 'form', children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const faults = useRef(refused?.faults);
  const begun = useRef('');
  useEffect(() => {
    if (form.current) begun.current = wordsOf(form.current);
  }, []);
  // A fault that is forgiven changes the refusal too, and must not move the focus.
  useEffect(() => {
    const former = faults.current;
    faults.current = refused?.faults;
    if (refused && !(former && refused.faults.size < former.size)) focusFirst(form.current, refused);
  }, [refused]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(new FormData(event.currentTarget));
  };
  const press = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.requestSubmit();
  };
  return (
    <form
      ref={form}
      className={className}
      noValidate
      onSubmit={submit}
      onKeyDown={press}
      onInput={(event) => {
        if ('name' in event.target) onForgive?.(String(event.target.name));
        onTyped?.(wordsOf(event.currentTarget) !== begun.current);
      }}
    >
      {refused && (
        <div className="form-refusal">
          <Notice tone="bad" live>
            {refused.sentence}
          </Notice>
        </div>
      )}
      {children}
    </form>
  );
}

const wordsOf = (form: HTMLFormElement) => JSON.stringify([...new FormData(form)]);

function focusFirst(form: HTMLFormElement | null, { faults }: Refusal) {
  const fields = [...(form?.elements ?? [])] as HTMLInputElement[];
  fields.find(({ name }) => faults.has(name))?.focus();
}
