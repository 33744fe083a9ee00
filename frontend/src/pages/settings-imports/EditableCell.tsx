import { useEffect, useId, useRef, useState } from 'react';
import { useAct } from '@/lib/useAct';
import { mendCell } from '@/pages/settings-imports/rowActs';

interface Props {
  importId: string;
  line: number;
  heading: string;
  text: string;
  /** What is wrong with it. */
  fault: string | undefined;
  isEditable: boolean;
}

/** A cell as it stands in the file. Pressed it can be put right: Enter keeps what is typed, Escape does not. */
export function EditableCell({ importId, line, heading, text, fault, isEditable }: Props) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const isBack = useRef(false);
  const { run, waiting, refused } = useAct(async (typed: string) => {
    const why = typed === text ? undefined : await mendCell(importId, line, heading, typed);
    if (!why) close();
    return why;
  });
  const close = () => {
    isBack.current = true;
    setOpen(false);
  };
  useEffect(() => {
    if (!isOpen && isBack.current) button.current?.focus();
    isBack.current = false;
  }, [isOpen]);
  const said = refused?.faults.values().next().value ?? refused?.sentence ?? fault;
  const about = { 'aria-describedby': said ? id : undefined };
  const shown = text === '' ? <span className="muted">empty</span> : <bdi>{text}</bdi>;
  return (
    <div className={said ? 'imports-cell imports-cell-wrong' : 'imports-cell'}>
      {isOpen ? (
        <input
          className="input"
          dir="auto"
          defaultValue={text}
          ref={(input) => input?.focus()}
          aria-label={`${heading}, line ${line}`}
          aria-invalid={said ? true : undefined}
          aria-busy={waiting || undefined}
          {...about}
          onKeyDown={(event) => {
            if (event.key === 'Enter') void run(event.currentTarget.value);
            if (event.key === 'Escape') close();
          }}
          onBlur={(event) => {
            if (event.currentTarget.value === text) setOpen(false);
            else void run(event.currentTarget.value);
          }}
        />
      ) : isEditable ? (
        <button
          type="button"
          ref={button}
          className="imports-text"
          title={text || undefined}
          aria-label={`Edit ${heading}, line ${line}: ${text || 'empty'}`}
          {...about}
          onClick={() => setOpen(true)}
        >
          {shown}
        </button>
      ) : (
        <span className="imports-text" title={text || undefined}>
          {text === '' ? '' : shown}
        </span>
      )}
      {said && (
        <p className="field-error" id={id}>
          {said}
        </p>
      )}
    </div>
  );
}
