import { useEffect, useRef, useState } from 'react';
import { type OrderedLinesFragment, PreviewOrderDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { type BasketLine, putIntoBasket } from '@/store/basket';
import { DOOR } from '@/store/door';

interface State {
  data: OrderedLinesFragment | undefined;
  error: Error | null;
  isPlaceholderData: boolean;
}

/** What the server says that a basket comes to, asked anew with every change of it; what is gone leaves the basket. */
export function usePreview(lines: BasketLine[]) {
  const [state, setState] = useState<State>({ data: undefined, error: null, isPlaceholderData: false });
  const [said, say] = useState<string>();
  const [again, setAgain] = useState(0);
  const text = JSON.stringify(lines);
  const turn = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` asks once more for the same basket
  useEffect(() => {
    const basket = JSON.parse(text) as BasketLine[];
    turn.current += 1;
    const mine = turn.current;
    if (basket.length === 0) return;
    setState((now) => ({ ...now, isPlaceholderData: now.data !== undefined }));
    ask(PreviewOrderDocument, { input: { lines: basket } }, DOOR)
      .then(({ previewOrder: answer }) => {
        if (mine !== turn.current) return;
        if (answer.__typename === 'OrderPreview') setState({ data: answer, error: null, isPlaceholderData: false });
        else say(drop(basket, answer.fields));
      })
      .catch((error: Error) => {
        if (mine === turn.current) setState((now) => ({ ...now, error, isPlaceholderData: false }));
      });
  }, [text, again]);
  return { ...state, said, refetch: () => setAgain((now) => now + 1) };
}

/** Takes out what can no longer be ordered. @returns what to say of it. */
function drop(basket: BasketLine[], fields: readonly { path: string[]; message: string }[]): string {
  const gone = fields.flatMap(({ path }) => basket[Number(path[1])] ?? []);
  for (const { productId } of gone) putIntoBasket(productId, 0);
  if (gone.length > 0) return 'Something in your basket is no longer sold. We have taken it out.';
  // It cannot be ordered together: what came last goes, until the rest can.
  const last = basket.at(-1);
  if (last) putIntoBasket(last.productId, 0);
  return `${fields.map(({ message }) => message).join(' ')} We have taken out what came last.`;
}
