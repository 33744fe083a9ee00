import { queryOptions, useQuery } from '@tanstack/react-query';
import { type CustomFieldLineFragment, CustomFieldsDocument } from '@/generated/graphql';
import { keyOf } from '@/lib/asking';
import { ask } from '@/lib/graphql';
import { observable, useObservable } from '@/lib/observable';

/** The custom fields as last answered: for words and columns that cannot wait for an answer of their own. */
export const knownFields = observable<readonly CustomFieldLineFragment[]>([]);

/** @returns the field, or undefined while it is not known or when it is gone. */
export const fieldOf = (key: string) => knownFields.get().find((field) => field.key === key);

const fieldsAsking = queryOptions({
  queryKey: keyOf(CustomFieldsDocument, {}),
  queryFn: async ({ signal }) => {
    const answer = await ask(CustomFieldsDocument, {}, { signal });
    knownFields.set(answer.customFields);
    return answer;
  },
});

/** Asks for the custom fields, which are known from then on. @param isWanted false: only what is known already. */
export function useCustomFields(isWanted = true) {
  const asked = useQuery({ ...fieldsAsking, enabled: isWanted });
  const known = useObservable(knownFields);
  return { asked, fields: asked.data?.customFields ?? known };
}
