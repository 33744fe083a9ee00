import { useState } from 'react';
import { tagsIn, withoutTag, withTags } from '@/features/tags/tagTexts';
import { TagClientDocument, UntagClientDocument } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { explain } from '@/lib/errors';
import { formatList } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { say } from '@/ui/toastList';
import { undoAct } from '@/ui/undo';

/** Puts tags on a client and takes them off. They are shown at once; what is refused is said and shown no longer. */
export function useTagging(clientId: string, tags: readonly string[]) {
  const [shown, show] = useState<readonly string[] | null>(null);

  async function act(
    next: readonly string[],
    done: () => Promise<string | undefined>,
    words: string,
    undo: () => Promise<string>,
  ) {
    show(next);
    try {
      const refused = await done();
      await clientChanged(clientId);
      if (refused) say(refused);
      else say(words, [undoAct(undo)]);
    } catch (error) {
      const { title, advice } = explain(error);
      say(`${title}. ${advice}`);
    } finally {
      show(null);
    }
  }

  const now = shown ?? tags;
  return {
    shown: now,
    putOn: (text: string) => {
      const added = tagsIn(text).filter((tag) => withoutTag(now, tag).length === now.length);
      if (added.length === 0) return;
      const undo = () => undone(untag(clientId, added), clientId);
      void act(withTags(now, added), () => tag(clientId, added), `Tagged ${formatList(added)}`, undo);
    },
    takeOff: (gone: string) => {
      const undo = () => undone(tag(clientId, [gone]), clientId);
      void act(withoutTag(now, gone), () => untag(clientId, [gone]), `Tag ${gone} taken off`, undo);
    },
  };
}

/** @returns why it was refused, or nothing. */
async function tag(clientId: string, tags: string[]): Promise<string | undefined> {
  const { tagClient: answer } = await ask(TagClientDocument, { input: { clientId, tags } });
  if (answer.__typename === 'Client') return undefined;
  return answer.__typename === 'InvalidInput' ? answer.fields.map(({ message }) => message).join(' ') : answer.message;
}

async function untag(clientId: string, tags: string[]): Promise<string | undefined> {
  const { untagClient: answer } = await ask(UntagClientDocument, { input: { clientId, tags } });
  return answer.__typename === 'Client' ? undefined : answer.message;
}

async function undone(doing: Promise<string | undefined>, clientId: string): Promise<string> {
  const refused = await doing;
  await clientChanged(clientId);
  return refused ? `Not undone. ${refused}` : 'Undone: the tags are as they were.';
}
