import { useSearch } from '@tanstack/react-router';
import { Explorer } from '@/features/graphiql/Explorer';
import { PageHeader } from '@/ui/PageHeader';

/** Where integrators try out the API, with their own permissions, against this store. */
export function GraphiqlPage() {
  const { docs } = useSearch({ from: '/staff/graphiql' });
  return (
    <>
      <PageHeader title="GraphiQL" />
      <Explorer docs={docs} />
    </>
  );
}
