import { NAME } from '@/features/clients-list/columns';
import { arrange, type Layout, layout } from '@/features/clients-list/layout';
import { KeptLayoutDocument, type KeptLayoutQuery, SavePreferencesDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { stored } from '@/lib/stored';

/** Stands in this browser while an arrangement has not reached the server: then this browser's word is the newer one. */
const UNSENT = 'clients-list-layout-unsent';
const LIST = 'clients';
const PAUSE_MS = 600;

type KeptList = NonNullable<KeptLayoutQuery['viewer']['preferences']>['lists'][number];

/** As the server keeps it: the name comes first, so that a list of no other columns is not the usual one. */
export function keptOf({ shown, widths, isCompact }: Layout): KeptList {
  const columns = [NAME.key, ...shown].map((key) => ({ key, width: widths[key] ?? null }));
  return { name: LIST, density: isCompact ? 'COMPACT' : 'COMFORTABLE', columns };
}

/** What the server keeps, as the list is drawn. */
export function layoutOf({ density, columns }: KeptList): Layout {
  const widths = columns.flatMap(({ key, width }) => (width == null ? [] : [[key, width]]));
  return {
    shown: columns.map(({ key }) => key).filter((key) => key !== NAME.key),
    widths: Object.fromEntries(widths),
    isCompact: density === 'COMPACT',
  };
}

let isTaking = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Takes over how the person arranged the list elsewhere, and sends what they arrange here. @returns what ends it. */
export function keepLayout(): () => void {
  const end = layout.subscribe(() => {
    if (isTaking) return;
    stored.write(UNSENT, 'yes');
    clearTimeout(timer);
    timer = setTimeout(() => void send(), PAUSE_MS);
  });
  if (stored.read(UNSENT)) void send();
  else void take();
  return end;
}

async function take(): Promise<void> {
  const answer = await queryClient.fetchQuery(asking(KeptLayoutDocument, {})).catch(() => null);
  const kept = answer?.viewer.preferences?.lists.find(({ name }) => name === LIST);
  if (!kept || kept.columns.length === 0 || stored.read(UNSENT)) return;
  if (JSON.stringify(kept) === JSON.stringify(keptOf(layout.get()))) return;
  isTaking = true;
  arrange(layoutOf(kept));
  isTaking = false;
}

/** What cannot be sent now is sent when the list is opened next. */
async function send(): Promise<void> {
  const input = { lists: [keptOf(layout.get())] };
  const answer = await ask(SavePreferencesDocument, { input }).catch(() => null);
  if (answer?.savePreferences.__typename !== 'Preferences') return;
  stored.write(UNSENT, null);
  await queryClient.invalidateQueries({ queryKey: asking(KeptLayoutDocument, {}).queryKey });
}
