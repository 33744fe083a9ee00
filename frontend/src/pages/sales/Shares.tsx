import { useState } from 'react';
import { BarList } from '@/charts/BarList';
import type { Period } from '@/features/clients-dashboard/period';
import { moneyWords } from '@/features/orders/Amounts';
import { OrdersLink } from '@/features/orders/OrdersLink';
import { METHOD_WORDS } from '@/features/orders/words';
import type { PaymentMethod, SalesQuery } from '@/generated/graphql';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { type Asked, Faces, Panel } from '@/ui/Panel';

const PRODUCTS_FIRST = 10;

interface Props {
  asked: Asked<SalesQuery['salesReport']>;
  period: Period;
  currency: string;
}

const barOf = (key: string, label: string, amount: string, currency: string) => ({
  key,
  label,
  count: Number(amount),
  words: moneyWords({ amount, currency }),
});

/** In which ways the money came. */
export function ByMethod({ asked, period: { from, to, tz }, currency }: Props) {
  return (
    <Panel title="By method">
      <Faces
        asked={asked}
        rows={3}
        empty={{ when: ({ byMethod }) => byMethod.length === 0, face: <Empty title="No payments" /> }}
      >
        {({ byMethod }) => (
          <BarList
            label="Paid by method"
            bars={byMethod
              .filter((each) => each.currency === currency)
              .map(({ method, amount }) => barOf(method, METHOD_WORDS[method], String(amount), currency))}
            link={({ key }, content) => (
              <OrdersLink search={{ paid: `${from}..${to}`, tz, cur: currency, method: key as PaymentMethod }}>
                {content}
              </OrdersLink>
            )}
          />
        )}
      </Faces>
    </Panel>
  );
}

/** For which products it came, the most first; a payment for several is shared among them. */
export function ByProduct({ asked, period: { from, to, tz }, currency }: Props) {
  const [isWhole, showWhole] = useState(false);
  return (
    <Panel title="By product">
      <Faces
        asked={asked}
        rows={6}
        empty={{ when: ({ byProduct }) => byProduct.length === 0, face: <Empty title="No products" /> }}
      >
        {({ byProduct }) => {
          const all = byProduct.filter((each) => each.currency === currency);
          const shown = isWhole ? all : all.slice(0, PRODUCTS_FIRST);
          return (
            <>
              <BarList
                label="Paid by product"
                bars={shown.map(({ productId, name, amount }) => barOf(productId, name, String(amount), currency))}
                link={({ key }, content) => (
                  <OrdersLink search={{ paid: `${from}..${to}`, tz, cur: currency, product: key }}>
                    {content}
                  </OrdersLink>
                )}
              />
              {all.length > PRODUCTS_FIRST && (
                <Button look="quiet" aria-expanded={isWhole} onClick={() => showWhole(!isWhole)}>
                  {isWhole ? 'Show fewer' : `Show all ${all.length}`}
                </Button>
              )}
            </>
          );
        }}
      </Faces>
    </Panel>
  );
}
