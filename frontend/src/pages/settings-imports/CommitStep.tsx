import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ImportCardFragment } from '@/generated/graphql';
import { useAct } from '@/lib/useAct';
import { commit } from '@/pages/settings-imports/acts';
import { Progress } from '@/pages/settings-imports/Progress';
import { commitWords } from '@/pages/settings-imports/words';
import { Button, buttonClass } from '@/ui/Button';
import { Form } from '@/ui/Form';
import { Panel } from '@/ui/Panel';
import { Switch } from '@/ui/Switch';

/** What will be written, once more; then it is. */
export function CommitStep({ work }: { work: ImportCardFragment }) {
  if (work.state === 'COMMITTING') {
    return (
      <Progress work={work} title="Writing the clients">
        It goes on by itself: you may leave this page. What is written before you cancel stays, and can be taken back.
      </Progress>
    );
  }
  return <ToBeCommitted work={work} />;
}

function ToBeCommitted({ work }: { work: ImportCardFragment }) {
  const [sends, setSends] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const { run, waiting, refused } = useAct(() => commit(work.id, sends, key));
  const isNothing = work.counts.create + work.counts.update === 0;
  return (
    <Panel title="Commit">
      <Form onSubmit={() => void run()} refused={refused}>
        <p>{commitWords(work.counts)}</p>
        <Switch
          label="Send verification mails"
          checked={sends}
          hint={
            sends
              ? 'Each new client who may log in is mailed a link, a few at a time.'
              : 'Nobody is sent a mail. You can send verification mails later, from the clients list.'
          }
          onChange={(event) => setSends(event.target.checked)}
        />
        <div className="row">
          <Button
            type="submit"
            look="primary"
            waiting={waiting}
            unavailable={isNothing ? 'Nothing is to be written.' : undefined}
          >
            Commit
          </Button>
          <Link
            className={buttonClass()}
            to="/settings/imports/$importId"
            params={{ importId: work.id }}
            search={{ step: 'review' }}
          >
            Back to the review
          </Link>
        </div>
      </Form>
    </Panel>
  );
}
