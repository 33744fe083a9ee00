import { flagOf, type Raw, textOf } from '@/lib/search';

/** What stands open over the custom fields: a new one, or the one with this key. */
export interface CustomFieldsSearch {
  define?: true;
  edit?: string;
}

export function readCustomFieldsSearch(raw: Raw): CustomFieldsSearch {
  const edit = textOf(raw.edit);
  return { ...(flagOf(raw.define) && { define: true }), ...(edit && { edit }) };
}
