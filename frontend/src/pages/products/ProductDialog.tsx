import { useRef, useState } from 'react';
import { NO_AMOUNT, readAmount } from '@/features/orders/amounts';
import { useClosing } from '@/features/unsaved/useClosing';
import { AddProductDocument, type ProductLineFragment, UpdateProductDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { type Refusal, refusal, refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { ProductFields } from '@/pages/products/ProductFields';
import { Theirs } from '@/pages/products/Theirs';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { say } from '@/ui/toastList';

interface Props {
  /** The product to change; a new one without it. */
  product?: ProductLineFragment;
  onClose: () => void;
}

const REQUIRED = 'Please fill this in.';
const CHANGED = 'Someone else has changed this product meanwhile. Compare, then save again to put yours in its place.';

/** Adds a product or changes one. What was typed survives every refusal, and leaving it asks first. */
export default function ProductDialog({ product, onClose }: Props) {
  const key = useRef(crypto.randomUUID());
  const base = useRef(product);
  const [isTyped, setTyped] = useState(false);
  const [isLate, setLate] = useState(false);
  const { close, question } = useClosing(isTyped, 'Leave without saving the product?', onClose);
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData): Promise<Refusal | undefined> => {
    const given = read(typed);
    if (given.price.amount === null)
      return refusal('Nothing was saved yet. Please correct what is marked.', missingIn(given));
    const price = { amount: given.price.amount, currency: given.price.currency };
    const answer = product
      ? await change({ id: product.id, name: given.name, sku: given.sku, price })
      : (await ask(AddProductDocument, { input: { ...given, price }, idempotencyKey: key.current })).addProduct;
    if (answer.__typename === 'StaleVersion') {
      await queryClient.invalidateQueries();
      setLate(true);
      return refusal(CHANGED);
    }
    if (answer.__typename !== 'Product') return refusalOf(answer);
    setTyped(false);
    say(product ? `${given.name} changed` : `${given.name} added`);
    await queryClient.invalidateQueries();
    onClose();
    return undefined;
  });
  /** Who has been told of another's change means what is typed, over that one. */
  const change = async (input: {
    id: string;
    name: string;
    sku: string;
    price: { amount: string; currency: string };
  }) => {
    if (isLate) base.current = product;
    const version = base.current?.version ?? 0;
    return (await ask(UpdateProductDocument, { input: { ...input, version } })).updateProduct;
  };
  return (
    <Dialog title={base.current ? `Edit ${base.current.name}` : 'Add product'} onClose={close}>
      <Form className="" onSubmit={run} refused={refused} onForgive={forgive} onTyped={setTyped}>
        <DialogBody>
          {isLate && product && <Theirs product={product} />}
          <ProductFields product={base.current} faults={refused?.faults} />
        </DialogBody>
        <DialogFoot>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" waiting={waiting}>
            {product ? 'Save product' : 'Add product'}
          </Button>
        </DialogFoot>
      </Form>
      {question}
    </Dialog>
  );
}

/** A price that is none cannot be sent; what else is missing is told with it. */
const missingIn = ({ name, sku }: { name: string; sku: string }) =>
  new Map([
    ...(name ? [] : [['name', REQUIRED] as const]),
    ...(sku ? [] : [['sku', REQUIRED] as const]),
    ['price.amount', NO_AMOUNT] as const,
  ]);

function read(typed: FormData) {
  const text = (name: string) => String(typed.get(name) ?? '').trim();
  const recurring = typed.has('recurring');
  return {
    name: text('name'),
    sku: text('sku'),
    price: { amount: readAmount(text('price.amount')), currency: text('price.currency') },
    recurring,
    ...(recurring && { intervalMonths: Number(text('intervalMonths')) || 0 }),
  };
}
