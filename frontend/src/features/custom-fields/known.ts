import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type CustomFieldLineFragment, CustomFieldsDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { observable, useObservable } from '@/lib/observable';

/** The custom fields as last answered: for words and columns that cannot wait for an answer of their own. */
export const knownFields = observable<readonly CustomFieldLineFragment[]>([]);

/** @returns the field, or undefined while it is not known or when it is gone. */
export const fieldOf = (key: string) => knownFields.get().find((field) => field.key === key);

/** Asks for the custom fields and remembers them. @param isWanted false: only what is known already. */
export function useCustomFields(isWanted = true) {
  const asked = useQuery({ ...asking(CustomFieldsDocument, {}), enabled: isWanted });
  const known = useObservable(knownFields);
  const found = asked.data?.customFields;
  useEffect(() => {
    if (found) knownFields.set(found);
  }, [found]);
  return { asked, fields: found ?? known };
}
