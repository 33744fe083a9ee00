import type { ImportCardFragment } from '@/generated/graphql';
import { useAct } from '@/lib/useAct';
import { cancel } from '@/pages/settings-imports/acts';
import { progressWords } from '@/pages/settings-imports/words';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';

interface Props {
  work: ImportCardFragment;
  /** What goes on: "Looking through the rows". */
  title: string;
  /** What follows from stopping it. */
  children: string;
}

/** How far it is, how fast, what is left; and the way to stop it. */
export function Progress({ work, title, children }: Props) {
  const { run, waiting, refused } = useAct(() => cancel(work.id));
  return (
    <section className="panel imports-progress" aria-label={title}>
      <h2>{title}</h2>
      <progress aria-label={title} max={Math.max(1, work.total)} value={work.done} />
      <p role="status">{progressWords(work)}</p>
      {refused && (
        <Notice tone="bad" live>
          {refused.sentence}
        </Notice>
      )}
      <div className="row">
        <Button waiting={waiting} onClick={() => void run()}>
          Cancel
        </Button>
        <p className="muted">{children}</p>
      </div>
    </section>
  );
}
