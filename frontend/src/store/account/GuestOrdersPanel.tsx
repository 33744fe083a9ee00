import { AttachGuestOrdersDocument, GuestOrdersDocument } from '@/generated/graphql';
import { counted } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { whyNot } from '@/store/acting/acting';
import { DOOR } from '@/store/door';
import { useAsked } from '@/store/useAsked';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Panel } from '@/ui/Panel';

/** What was ordered as a guest with the client's address: it joins the account if, and only if, the client says so. */
export function GuestOrdersPanel() {
  const { data } = useAsked(GuestOrdersDocument, {});
  const { run, waiting, refused } = useAct(async () => {
    const { attachGuestOrders: answer } = await ask(AttachGuestOrdersDocument, {}, DOOR);
    if (answer.__typename !== 'Client') return refusalOf(answer);
    window.location.reload();
    return undefined;
  });
  const unavailable = whyNot('person');
  if (!data || data.guestOrders === 0) return null;
  return (
    <Panel title="Ordered as a guest">
      <div className="stack">
        {refused && (
          <Notice tone="bad" live>
            {refused.sentence}
          </Notice>
        )}
        <p>
          {counted(data.guestOrders, 'order was', 'orders were')} placed with your email address before you had this
          account. If it was you, add {data.guestOrders === 1 ? 'it' : 'them'}.
        </p>
        {unavailable && <p className="muted">{unavailable}</p>}
        <div>
          <Button waiting={waiting} unavailable={unavailable} onClick={() => run()}>
            Add to my account
          </Button>
        </div>
      </div>
    </Panel>
  );
}
