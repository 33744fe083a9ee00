import { useEffect } from 'react';
import type { Offer } from '@/features/quick-order/lines';
import { usePermission } from '@/features/session/session';
import { OrderedForDocument, SoldProductsDocument } from '@/generated/graphql';
import { useAnswer, usePages } from '@/lib/asking';

const PAGE = 250;

/** All that can be ordered for a client: every product that is sold, and the services that run. */
export function useOffer(clientId: string) {
  const services = usePermission('order.read');
  const client = useAnswer(OrderedForDocument, { id: clientId, services });
  const products = usePages(SoldProductsDocument, { first: PAGE }, (answer) => answer.products);
  const { hasNextPage, isFetching, isError, fetchNextPage } = products;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const running = client.data?.client?.services?.nodes.filter(({ status }) => status === 'RUNNING');
  const isKnown = client.data !== undefined && products.nodes !== undefined;
  const offer: Offer | undefined = isKnown ? { products: products.nodes ?? [], services: running ?? [] } : undefined;
  return {
    name: client.data?.client?.displayName || 'this client',
    asked: {
      data: offer,
      error: client.error ?? products.error,
      isPlaceholderData: false,
      refetch: () => Promise.all([client.refetch(), products.refetch()]),
    },
  };
}
