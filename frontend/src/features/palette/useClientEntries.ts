import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { recentClients } from '@/features/clients/recent';
import type { Entry } from '@/features/palette/entries';
import {
  type MatchRule,
  PaletteClientsDocument,
  type PaletteClientsQuery,
  RecentClientsDocument,
} from '@/generated/graphql';
import { asking } from '@/lib/asking';

const PAUSE_MS = 150;

const RULE_WORDS: Record<MatchRule, string> = {
  NAME: 'name',
  EMAIL: 'e-mail',
  PHONE: 'phone',
  COMPANY: 'company',
  TAX_ID: 'tax id',
  EXTERNAL_ID: 'external id',
  NUMBER: 'number',
  CUSTOM_FIELD: 'custom field',
};

type Match = PaletteClientsQuery['searchClients'][number];

/** What about the client was found: "phone +44 20 7946 0018"; a name or number speaks for itself. */
export function whyFound({ rule, text }: Pick<Match, 'rule' | 'text'>): string {
  return rule === 'NAME' || rule === 'NUMBER' ? RULE_WORDS[rule] : `${RULE_WORDS[rule]} ${text}`;
}

const entryOf = ({ client, ...found }: Match): Entry[] =>
  client ? [{ kind: 'client', client, why: whyFound(found) }] : [];

/**
 * The clients that the server finds, asked 150 ms after the last key; the newest answer wins.
 * @returns `isSettled` is false while what is typed has no answer yet: the entries are then those of former words.
 */
export function useFoundClients(typed: string, mayRead: boolean) {
  const [term, setTerm] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setTerm(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const isAsked = mayRead && typed !== '';
  const asked = useQuery({
    ...asking(PaletteClientsDocument, { term }),
    enabled: isAsked && term !== '',
    placeholderData: keepPreviousData,
  });
  return {
    entries: isAsked ? (asked.data?.searchClients.flatMap(entryOf) ?? []) : [],
    isSettled: !isAsked || (term === typed && !asked.isPlaceholderData && !asked.isPending),
    error: isAsked ? asked.error : null,
    retry: asked.refetch,
  };
}

/** The clients last looked at, as they are called today; the one on the screen is not among them. */
export function useRecentClients(isWanted: boolean): Entry[] {
  const [ids] = useState(() => recentClients().filter((id) => !window.location.pathname.includes(id)));
  const filter = { ids };
  const isAsked = isWanted && ids.length > 0;
  const { data } = useQuery({ ...asking(RecentClientsDocument, { filter }), enabled: isAsked });
  if (!isAsked) return [];
  const byId = new Map(data?.clients.nodes.map((client) => [client.id, client]));
  return ids.flatMap((id) => {
    const client = byId.get(id);
    return client ? [{ kind: 'client', client }] : [];
  });
}
