import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ClientPicker, type Picked } from '@/features/client-family/ClientPicker';
import { named } from '@/features/clients/named';
import { Button } from '@/ui/Button';
import { Failed } from '@/ui/Failed';

interface Props {
  /** The client's id; empty until one is picked. */
  id: string;
  isMissing: boolean;
  onChange: (id: string) => void;
}

/** One client, picked by name; after a reload only the id is known, and the client is asked for. */
export function ClientInput({ id, isMissing, onChange }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [picked, setPicked] = useState<Picked | null>(null);
  const [turns, setTurns] = useState(0);
  const isKnown = id === '' || picked?.id === id;
  const { data, error, refetch } = useQuery({ ...named(id), enabled: id !== '' });
  useEffect(() => {
    if (turns > 0) frame.current?.querySelector<HTMLElement>('input, button')?.focus();
  }, [turns]);

  function pick(client: Picked | null) {
    setPicked(client);
    onChange(client?.id ?? '');
    setTurns(turns + 1); // the control in which the focus stood is gone
  }

  if (error && !isKnown) return <Failed error={error} onRetry={refetch} brief />;
  if (!isKnown && !data) return <p className="muted">Looking up the client…</p>;
  const found = picked?.id === id ? picked : data?.client;
  return (
    <div ref={frame} className="filter-client">
      {id !== '' && !found ? (
        <div className="picked">
          <p className="muted">A client that you may not see</p>
          <Button onClick={() => pick(null)}>Choose another</Button>
        </div>
      ) : (
        <ClientPicker label="Parent account" picked={(id && found) || null} isMissing={isMissing} onPick={pick} />
      )}
    </div>
  );
}
