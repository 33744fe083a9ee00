import { useState } from 'react';
import { type OrderedLinesFragment, SettleWaitingOrderDocument, WaitingOrderDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { useAct } from '@/lib/useAct';
import { DOOR } from '@/store/door';
import { Outcome } from '@/store/Outcome';
import { OrderSummary } from '@/store/ordering/BasketTable';
import { CUT_OFF, waitingWordsFor } from '@/store/refusals';
import { useAsked } from '@/store/useAsked';
import { Button, buttonClass } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Faces } from '@/ui/Panel';

/** Where the mail about an order leads that somebody placed under the reader's address: it is theirs, or it is not. */
export default function WaitingOrderPage({ token }: { token: string | null }) {
  return token ? <Waiting token={token} /> : <Refused words={CUT_OFF} />;
}

function Waiting({ token }: { token: string }) {
  const asked = useAsked(WaitingOrderDocument, { token });
  return (
    <Faces asked={asked}>
      {({ waitingOrder: { state, order } }) =>
        order ? <Asking token={token} order={order} /> : <Refused words={waitingWordsFor(state)} />
      }
    </Faces>
  );
}

function Asking({ token, order }: { token: string; order: OrderedLinesFragment }) {
  const [ending, setEnding] = useState<'taken' | 'declined' | { code: string }>();
  const { run, waiting, refused } = useAct(async (take: boolean) => {
    const { settleWaitingOrder: answer } = await ask(SettleWaitingOrderDocument, { token, take }, DOOR);
    if (answer.__typename === 'TokenRefused') setEnding({ code: answer.code });
    else setEnding(take ? 'taken' : 'declined');
    return undefined;
  });
  if (ending === 'taken') return <Taken />;
  if (ending === 'declined') {
    return (
      <Outcome title="The order is left aside" good>
        <p>Nothing was ordered in your name. You can close this page.</p>
      </Outcome>
    );
  }
  if (ending) return <Refused words={waitingWordsFor(ending.code)} />;
  return (
    <div className="store-asking">
      <div>
        <h1>Is this order yours?</h1>
        <p className="muted">Somebody ordered this with your email address, without signing in.</p>
      </div>
      <div>
        <OrderSummary order={order} />
      </div>
      {refused && (
        <Notice tone="bad" live>
          {refused.sentence}
        </Notice>
      )}
      <div className="row">
        <Button look="primary" waiting={waiting} onClick={() => run(true)}>
          Yes, add it to my account
        </Button>
        <Button waiting={waiting} onClick={() => run(false)}>
          No, leave it aside
        </Button>
      </div>
    </div>
  );
}

function Taken() {
  return (
    <Outcome title="The order is yours" good>
      <p>We have added it to your account. You pay later: we will be in touch.</p>
      <a className={buttonClass('primary')} href="/store/account">
        To my account
      </a>
    </Outcome>
  );
}

function Refused({ words }: { words: { title: string; advice: string } }) {
  return (
    <Outcome title={words.title}>
      <p>{words.advice}</p>
    </Outcome>
  );
}
