import { type ReactNode, useRef } from 'react';
import { MergePreviewedDocument, type MergeSeenFragment } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { Faces } from '@/ui/Panel';

interface Props {
  sourceIds: string[];
  into: string;
  /** Undefined where they cannot be swapped. */
  onSwap: (() => void) | undefined;
  onChooseAgain: () => void;
  children: (seen: MergeSeenFragment) => ReactNode;
}

/** What the merge would do, or why it cannot be and the ways on. */
export function Previewed({ sourceIds, into, onSwap, onChooseAgain, children }: Props) {
  const begun = useRef(Date.now());
  const asked = useAnswer(MergePreviewedDocument, { sourceIds, into });
  const isOld = asked.dataUpdatedAt < begun.current && asked.isFetching;
  return (
    <Faces asked={{ ...asked, isPlaceholderData: asked.isPlaceholderData || isOld }} rows={10}>
      {({ mergePreview: seen }) =>
        seen.__typename === 'MergePreview' ? (
          children(seen)
        ) : (
          <Empty title="These cannot be merged">
            <p>{seen.message}</p>
            <p className="merge-ways">
              {onSwap && <Button onClick={onSwap}>Swap</Button>}
              <Button onClick={onChooseAgain}>Choose another</Button>
            </p>
          </Empty>
        )
      }
    </Faces>
  );
}
