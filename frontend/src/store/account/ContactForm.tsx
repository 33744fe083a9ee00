import { useAct } from '@/lib/useAct';
import { ContactFields } from '@/store/account/ContactFields';
import { type Answered, type ContactKind, type Entry, whyRefused } from '@/store/account/contactKinds';
import { Button } from '@/ui/Button';
import { Form } from '@/ui/Form';

interface Props {
  kind: ContactKind;
  /** The entry that is changed; without it a new one is typed. */
  entry?: Entry;
  keep: (typed: FormData) => Promise<Answered>;
  onKept: () => void;
  onCancel: () => void;
}

/** One entry's fields, where the entry stands or will stand. */
export function ContactForm({ kind, entry, keep, onKept, onCancel }: Props) {
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const why = whyRefused(await keep(typed));
    if (!why) onKept();
    return why;
  });
  return (
    <Form className="store-form account-form" onSubmit={run} refused={refused} onForgive={forgive}>
      <ContactFields kind={kind} entry={entry} faults={refused?.faults} />
      <div className="row">
        <Button type="submit" look="primary" waiting={waiting}>
          Save
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </Form>
  );
}
