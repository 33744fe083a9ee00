import { useEffect } from 'react';
import { useViewer, viewerAsking } from '@/features/session/session';
import { type ChoicesFragment, SavePreferencesDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { allowSingleKeys, singleKeys } from '@/lib/shortcuts';
import { stored } from '@/lib/stored';
import { chooseTheme, THEMES, theme } from '@/lib/theme';

/** Stands in this browser while a choice has not reached the server: then this browser's word is the newer one. */
const UNSENT = 'choices-unsent';

let isTaking = false;

/** Theme and single keys are the same in every browser of a person; each change made here is kept by the server. */
export function useKeptChoices(): void {
  const { preferences } = useViewer();
  const kept = preferences?.theme;
  const keys = preferences?.singleKeys;
  useEffect(() => {
    if (kept === undefined || keys === undefined) return;
    if (stored.read(UNSENT)) void send();
    else take({ theme: kept, singleKeys: keys });
  }, [kept, keys]);
  useEffect(() => {
    const ends = [theme.subscribe(sendOwn), singleKeys.subscribe(sendOwn)];
    return () => {
      for (const end of ends) end();
    };
  }, []);
}

function take(choices: ChoicesFragment): void {
  isTaking = true;
  chooseTheme(THEMES.find((each) => each === choices.theme.toLowerCase()) ?? 'system');
  allowSingleKeys(choices.singleKeys);
  isTaking = false;
}

function sendOwn(): void {
  if (isTaking) return;
  stored.write(UNSENT, 'yes');
  void send();
}

/** What cannot be sent now is sent when the dashboard is opened next. */
async function send(): Promise<void> {
  const input = { theme: theme.get().toUpperCase() as ChoicesFragment['theme'], singleKeys: singleKeys.get() };
  const answer = await ask(SavePreferencesDocument, { input }).catch(() => null);
  if (answer?.savePreferences.__typename !== 'Preferences') return;
  stored.write(UNSENT, null);
  queryClient.setQueryData(viewerAsking.queryKey, (now) => now && { viewer: { ...now.viewer, preferences: input } });
}
