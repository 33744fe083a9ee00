import { useState } from 'react';
import type { Client, Entry, Kind } from '@/features/client-contacts/kinds';
import { isLogin, remove } from '@/features/client-contacts/listActs';
import { Choice, Choices } from '@/ui/Choice';
import { ConfirmDialog } from '@/ui/ConfirmDialog';

interface Props<E extends Entry> {
  kind: Kind<E>;
  client: Client;
  entry: E;
  onClose: () => void;
}

/** Asks who follows a default that goes, and says what cannot be brought back. */
export default function RemoveDialog<E extends Entry>({ kind, client, entry, onClose }: Props<E>) {
  const others = kind.entries(client).filter(({ id }) => id !== entry.id);
  const [heir, setHeir] = useState(() => (others.find(isProved) ?? others[0])?.id);
  const asksForNext = entry.isDefault && others.length > 1;
  return (
    <ConfirmDialog
      title={`Remove ${kind.noun}`}
      act={`Remove ${kind.text(entry)}`}
      onClose={onClose}
      onAct={async () => {
        const refused = await remove(kind, client, entry, asksForNext ? heir : undefined);
        if (!refused) onClose();
        return refused;
      }}
    >
      {isLogin(client, entry) && (
        <p>The client logs in with this address. The login moves on to another confirmed one, and this one is told.</p>
      )}
      {isProved(entry) && <p>Added again later, the address has to be confirmed anew.</p>}
      {asksForNext && (
        <Choices legend="Which one becomes the default?">
          {others.map((other) => (
            <Choice
              key={other.id}
              type="radio"
              name="heir"
              checked={heir === other.id}
              onChange={() => setHeir(other.id)}
            >
              <bdi>{kind.text(other)}</bdi>
            </Choice>
          ))}
        </Choices>
      )}
    </ConfirmDialog>
  );
}

const isProved = (entry: Entry) => 'verifiedAt' in entry && !!entry.verifiedAt;
