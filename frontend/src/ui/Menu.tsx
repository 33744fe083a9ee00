import {
  Fragment,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useShortcuts } from '@/lib/shortcuts';
import { Button, type ButtonLook } from '@/ui/Button';
import { keepInSight } from '@/ui/placing';
import '@/ui/menu.css';

export interface MenuAct {
  label: string;
  /** What tells it from another of the same label. */
  id?: string;
  onChoose: () => void;
  icon?: ReactNode;
  /** Permitted but impossible now: shown, disabled, with this reason beneath. */
  unavailable?: string;
  /** One of several: the chosen one carries a mark. */
  checked?: boolean;
  /** It begins another kind of acts: a line stands above it. */
  isApart?: boolean;
}

interface Props {
  /** The accessible name of the button and of the menu. */
  label: string;
  button: ReactNode;
  acts: MenuAct[];
  /** Words above the acts: whose menu it is. */
  head?: ReactNode;
  look?: ButtonLook;
  className?: string;
  /** A single key that opens it, as `m`. */
  shortcut?: string;
}

/** A button that opens a list of acts: arrows walk, a letter jumps, Escape gives focus back. */
export function Menu({ label, button, acts, head, look = 'quiet', className, shortcut }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const hanging = useRef<HTMLDivElement>(null);
  const items = () => [...(root.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
  const leave = () => {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
  };
  useShortcuts(shortcut ? { [shortcut]: () => setOpen(true) } : {});
  useLayoutEffect(() => {
    const place = () => hanging.current && keepInSight(hanging.current);
    if (!open) return;
    place();
    window.addEventListener('resize', place);
    return () => window.removeEventListener('resize', place);
  }, [open]);
  useEffect(() => {
    if (!open) return;
    root.current?.querySelector<HTMLElement>('[role^=menuitem]')?.focus();
    const outside = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);

  const walk = (event: KeyboardEvent) => {
    const target = nextItem(items(), event.key);
    if (event.key === 'Escape') leave();
    else if (event.key === 'Tab') return setOpen(false);
    else if (!target) return;
    else target.focus();
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="menu-root" ref={root}>
      <Button
        look={look}
        className={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-keyshortcuts={shortcut}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || open) return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {button}
      </Button>
      {open && (
        <div className="menu" ref={hanging}>
          {head && <div className="menu-head">{head}</div>}
          <div role="menu" id={id} aria-label={label} tabIndex={-1} onKeyDown={walk}>
            {acts.map((act) => (
              <Fragment key={act.id ?? act.label}>
                {act.isApart && <hr className="menu-line" />}
                <MenuItem
                  act={act}
                  onChoose={() => {
                    leave();
                    act.onChoose();
                  }}
                />
              </Fragment>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

function MenuItem({ act, onChoose }: { act: MenuAct; onChoose: () => void }) {
  return (
    <button
      type="button"
      className="menu-item"
      {...(act.checked === undefined ? { role: 'menuitem' } : { role: 'menuitemradio', 'aria-checked': act.checked })}
      aria-disabled={act.unavailable !== undefined || undefined}
      tabIndex={-1}
      onClick={() => act.unavailable === undefined && onChoose()}
    >
      {act.icon}
      <span>
        {act.label}
        {act.unavailable && <small className="menu-reason">{act.unavailable}</small>}
      </span>
    </button>
  );
}

function nextItem(items: HTMLElement[], key: string): HTMLElement | undefined {
  const here = items.indexOf(document.activeElement as HTMLElement);
  if (key === 'ArrowDown') return items[(here + 1) % items.length];
  if (key === 'ArrowUp') return items[(here - 1 + items.length) % items.length];
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  if (key.length !== 1 || key === ' ') return undefined;
  const after = [...items.slice(here + 1), ...items.slice(0, here + 1)];
  return after.find((item) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
}
