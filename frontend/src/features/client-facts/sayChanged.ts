import { changesBetween, EDITED_LABELS, editedOf, toInput } from '@/features/client-facts/edited';
import { type FactsFragment, UpdateClientDocument } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { formatList } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { say } from '@/ui/toastList';
import { CHANGED_MEANWHILE, undoAct } from '@/ui/undo';

/** Says which facts were changed, and offers to take just these back as long as nobody has changed the client since. */
export function sayChanged(before: FactsFragment, after: FactsFragment): void {
  const labels = changesBetween(editedOf(before), editedOf(after)).map((key) => EDITED_LABELS[key]);
  if (labels.length === 0) return;
  say(`${formatList(labels)} changed`, [undoAct(() => takeBack(before, after))]);
}

async function takeBack(before: FactsFragment, after: FactsFragment): Promise<string> {
  const input = toInput(after.id, after.version, editedOf(after), editedOf(before));
  const { updateClient: answer } = await ask(UpdateClientDocument, { input });
  if (answer.__typename === 'StaleVersion') return CHANGED_MEANWHILE;
  if (answer.__typename !== 'Client') return `Not undone. ${answer.message}`;
  await clientChanged(after.id);
  return 'Undone: the facts are as they were.';
}
