import { numberWords } from '@/features/clients/words';
import { useFoundClients as useFound } from '@/features/palette/useClientEntries';
import type { PaletteClientFragment } from '@/generated/graphql';

/** The clients that the server finds for what is typed, without one; `why` each was found. */
export function useFoundClients(typed: string, without: string | undefined) {
  const { entries, ...asked } = useFound(typed, true);
  const clients = entries.flatMap((entry) =>
    entry.kind === 'client' && entry.client.id !== without ? [{ client: entry.client, why: entry.why }] : [],
  );
  return { clients, ...asked };
}

/** What tells a client from another of the same name. */
export const whyNamed = ({ number, loginEmail, defaultEmail }: PaletteClientFragment, why: string | undefined) =>
  [numberWords(number), why && !['name', 'number'].includes(why) ? why : (loginEmail ?? defaultEmail?.address)]
    .filter(Boolean)
    .join(' · ');
