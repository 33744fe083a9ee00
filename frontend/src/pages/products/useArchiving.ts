import { useRef } from 'react';
import { type ProductLineFragment, UpdateProductDocument } from '@/generated/graphql';
import { explain } from '@/lib/errors';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { say } from '@/ui/toastList';
import { undoAct } from '@/ui/undo';

/** Stops selling a product, or begins again; either can be taken back. */
export function useArchiving() {
  const busy = useRef(false);
  async function archive({ id, name, version, archivedAt }: ProductLineFragment) {
    if (busy.current) return;
    busy.current = true;
    try {
      const archived = !archivedAt;
      const { words, now } = await put({ id, version: version ?? 0, archived });
      if (now === undefined) return say(words);
      say(archived ? `${name} archived` : `${name} is sold again`, [
        undoAct(async () => {
          const undone = await put({ id, version: now, archived: !archived });
          return undone.now === undefined ? `Not undone. ${undone.words}` : `Undone: ${name} is as it was.`;
        }),
      ]);
    } catch (error) {
      const { title, advice } = explain(error);
      say(`${title}. ${advice}`);
    } finally {
      busy.current = false;
    }
  }
  return { archive: (product: ProductLineFragment) => void archive(product) };
}

/** @returns the version that the product has now, or why not. */
async function put(input: { id: string; version: number; archived: boolean }) {
  const { updateProduct: answer } = await ask(UpdateProductDocument, { input });
  await queryClient.invalidateQueries();
  if (answer.__typename === 'Product') return { words: '', now: answer.version };
  if (answer.__typename === 'StaleVersion')
    return { words: 'Someone else has just changed this product. Look again.', now: undefined };
  return { words: answer.message, now: undefined };
}
