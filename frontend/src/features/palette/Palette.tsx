import { useNavigate } from '@tanstack/react-router';
import { ListFilter, Search, ShieldCheck, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { commandGroups, type Entry, type EntryGroup, stepped } from '@/features/palette/entries';
import { PaletteList } from '@/features/palette/PaletteList';
import { useFoundClients, useRecentClients } from '@/features/palette/useClientEntries';
import { usePermission } from '@/features/session/session';
import { keepHeard, pinIn } from '@/features/support-pin/heard';
import { type Command, type CommandGroup, offered } from '@/lib/commands';
import { formatPin } from '@/lib/formats';
import { useObservable } from '@/lib/observable';
import { IconButton } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Failed } from '@/ui/Failed';
import '@/features/palette/palette.css';

interface Props {
  /** What can be done anywhere; what the page itself offers stands before it. */
  everywhere: CommandGroup[];
  /** What one wants least often; it stands last. */
  last: CommandGroup;
  onClose: () => void;
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 };

/** Finds clients and whatever can be done from here. What is chosen happens once the palette is gone. */
export default function Palette({ everywhere, last, onClose }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [isEager, setEager] = useState(false);
  const chosen = useRef<() => void>(undefined);
  const { groups, isSettled, error, retry } = useGroups(text.trim(), everywhere, last);
  const open = useOpenClient();
  const entries = groups.flatMap((group) => group.entries);
  const active = Math.min(at, Math.max(entries.length - 1, 0));
  useEffect(() => () => chosen.current?.(), []);

  const choose = (entry: Entry | undefined) => {
    if (!entry || (entry.kind === 'command' && entry.command.unavailable !== undefined)) return;
    chosen.current = entry.kind === 'command' ? entry.command.run : () => open(entry.client.id);
    onClose();
  };
  // Enter was pressed before the answer to what is typed had come: it counts for that answer.
  useEffect(() => {
    if (!isEager || !isSettled) return;
    setEager(false);
    choose(entries[active]);
  });

  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step !== undefined) setAt(stepped(active, step, entries.length));
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      if (entries[active]?.kind === 'command' || isSettled) choose(entries[active]);
      else setEager(true);
    } else return;
    event.preventDefault();
  };

  return (
    <Dialog title="Search or jump to" bare onClose={onClose}>
      <div className="palette-field">
        <Search size={18} aria-hidden="true" />
        <input
          data-autofocus
          role="combobox"
          aria-label="Search or jump to"
          aria-expanded={entries.length > 0}
          aria-controls={id}
          aria-activedescendant={entries.length > 0 ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          placeholder="Clients by name, email or number; actions; pages"
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
            setEager(false);
          }}
          onKeyDown={press}
        />
        <IconButton label="Close" onClick={onClose}>
          <X size={18} />
        </IconButton>
      </div>
      <PaletteList id={id} groups={groups} active={active} isStale={!isSettled} onPoint={setAt} onChoose={choose} />
      {error && <Failed error={error} onRetry={retry} brief />}
      <p role="status" className={entries.length > 0 ? 'visually-hidden' : 'palette-nothing muted'}>
        {isSettled && !error ? countWords(entries.length, text) : ''}
      </p>
    </Dialog>
  );
}

function countWords(count: number, text: string): string {
  if (count === 0) return `Nothing matches “${text.trim()}”`;
  return count === 1 ? '1 result' : `${count} results`;
}

/** Commands at once, then the clients that the server finds; without a word typed, those last looked at. */
function useGroups(typed: string, everywhere: CommandGroup[], last: CommandGroup) {
  const mayRead = usePermission('client.read');
  const navigate = useNavigate();
  const found = useFoundClients(typed, mayRead);
  const recent = useRecentClients(mayRead && typed === '');
  const commands = commandGroups([...useObservable(offered), ...everywhere], typed);
  const showAll = {
    label: `Show all in the Clients list that match “${typed}”`,
    icon: <ListFilter size={16} aria-hidden="true" />,
    run: () => void navigate({ to: '/clients/list', search: { q: typed } }),
  };
  const clients: EntryGroup[] = [
    { title: 'Recent', entries: recent },
    ...commandGroups([last], typed),
    { title: 'Clients', entries: found.entries },
    { title: 'Search', entries: found.entries.length > 0 ? [{ kind: 'command', command: showAll }] : [] },
  ];
  const verify = useVerifying(typed);
  return { ...found, groups: [...verify, ...commands, ...clients.filter(({ entries }) => entries.length > 0)] };
}

/** What looks like a PIN can be verified; anybody who may can always go where that is done. */
function useVerifying(typed: string): EntryGroup[] {
  const may = usePermission('pin.verify');
  const navigate = useNavigate();
  const pin = pinIn(typed);
  const command: Command = {
    label: pin ? `Verify PIN ${formatPin(pin)}` : 'Verify PIN',
    icon: <ShieldCheck size={16} aria-hidden="true" />,
    run: () => {
      if (pin) keepHeard(pin);
      void navigate({ to: '/verify-pin' });
    },
  };
  if (!may) return [];
  const title = 'Support';
  return pin
    ? [{ title, entries: [{ kind: 'command', command }] }]
    : commandGroups([{ title, commands: [command] }], typed);
}

function useOpenClient() {
  const navigate = useNavigate();
  return (id: string) => void navigate({ to: '/clients/$clientId/$tab', params: { clientId: id, tab: 'overview' } });
}
