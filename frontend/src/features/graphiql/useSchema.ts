import { useQuery } from '@tanstack/react-query';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { TypedDocumentString } from '@/generated/graphql';
import { ask } from '@/lib/graphql';

const INTROSPECTION = new TypedDocumentString<IntrospectionQuery, Record<string, never>>(
  getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true }),
);

/** The schema as this server tells it; asked once, for it changes only with the server. */
export function useSchema() {
  return useQuery({
    queryKey: ['schema'],
    queryFn: async ({ signal }) => buildClientSchema(await ask(INTROSPECTION, {}, { signal })),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
}
