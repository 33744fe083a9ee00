import { useRef, useState } from 'react';
import { actorWords } from '@/features/activity/words';
import { type Clash, clashesOf, type Edited, editedOf, rebased, toInput } from '@/features/client-facts/edited';
import { sayChanged } from '@/features/client-facts/sayChanged';
import {
  ClientFactsDocument,
  ClientTimelineDocument,
  type FactsFragment,
  UpdateClientDocument,
} from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { explain, isSignedOut } from '@/lib/errors';
import { type Faults, faultsOf, forgiven, NO_FAULTS } from '@/lib/faults';
import { formatWhen } from '@/lib/formats';
import { ask } from '@/lib/graphql';

interface Editing {
  /** The client as it was when the form began, or when someone else's changes were last taken in. */
  base: FactsFragment;
  edited: Edited;
  sentence: string | null;
  faults: Faults;
  clashes: Clash[];
}

const QUIET = { sentence: null, faults: NO_FAULTS, clashes: [] };

/** The form's state: what is typed, what was refused, and what someone else changed in between. */
export function useEditing(facts: FactsFragment, onSaved: () => void) {
  const [now, setNow] = useState<Editing>({ base: facts, edited: editedOf(facts), ...QUIET });
  const busy = useRef(false);
  const [waiting, setWaiting] = useState(false);

  async function save() {
    if (busy.current) return;
    busy.current = true;
    setWaiting(true);
    try {
      const input = toInput(facts.id, now.base.version, editedOf(now.base), now.edited);
      const { updateClient: answer } = await ask(UpdateClientDocument, { input });
      if (answer.__typename === 'Client') {
        await clientChanged(facts.id);
        sayChanged(now.base, answer);
        onSaved();
      } else if (answer.__typename === 'StaleVersion') setNow(await afterTheirs(now));
      else {
        const faults = answer.__typename === 'InvalidInput' ? faultsOf(answer.fields) : NO_FAULTS;
        setNow({ ...now, faults, sentence: answer.message, clashes: [] });
      }
    } catch (error) {
      if (isSignedOut(error)) return;
      const { title, advice } = explain(error);
      setNow({ ...now, sentence: `${title}. ${advice}` });
    } finally {
      busy.current = false;
      setWaiting(false);
    }
  }

  /** A change of a field forgives its fault and settles its clash. */
  function change(key: keyof Edited, value: string) {
    setNow((was) => ({
      ...was,
      edited: { ...was.edited, [key]: value },
      faults: forgiven(was.faults, key),
      clashes: was.clashes.filter((clash) => clash.key !== key),
    }));
  }

  return { ...now, waiting, save, change, isChanged: Object.keys(inputOf(now)).length > 2 };
}

const inputOf = ({ base, edited }: Editing) => toInput(base.id, base.version, editedOf(base), edited);

/** Takes in what someone else saved in between: theirs where only they changed, both side by side where both did. */
async function afterTheirs(now: Editing): Promise<Editing> {
  const [{ client }, { client: history }] = await Promise.all([
    ask(ClientFactsDocument, { id: now.base.id }),
    ask(ClientTimelineDocument, { id: now.base.id, first: 1 }).catch(() => ({ client: null })),
  ]);
  if (!client) return { ...now, sentence: 'This client no longer exists.' };
  const before = editedOf(now.base);
  const theirs = editedOf(client);
  const latest = history?.timeline.nodes[0];
  const who = latest
    ? `Changed by ${actorWords(latest)} ${formatWhen(latest.at)}.`
    : 'Changed by someone else meanwhile.';
  const clashes = clashesOf(before, theirs, now.edited);
  const advice = clashes.length > 0 ? 'Choose for each field, then save again.' : 'Your changes are kept; save again.';
  return {
    base: client,
    edited: rebased(before, theirs, now.edited),
    sentence: `${who} ${advice}`,
    faults: NO_FAULTS,
    clashes,
  };
}
