import { lazy, Suspense } from 'react';
import type { Column } from '@/features/clients-list/columns';
import { fieldOf, knownFields } from '@/features/custom-fields/known';
import { part } from '@/lib/parts';

const CustomCell = lazy(() => part(() => import('@/features/clients-list/CustomCell')));

const PREFIX = 'cf.';
const KEY = /^cf\.[A-Za-z][\w-]*$/;

/** Whether a column is a custom field's, also of one that is not known yet, or is gone. */
export const isCustomColumn = (key: string) => KEY.test(key);

/** The column of a custom field. Its head names the field, or its key where there is no such field. */
export function customColumn(key: string): Column {
  const name = key.slice(PREFIX.length);
  return {
    key,
    label: fieldOf(name)?.label ?? name,
    width: 160,
    cell: (client) => (
      <Suspense fallback={null}>
        <CustomCell value={client.customFields?.find((each) => each.key === name)} />
      </Suspense>
    ),
  };
}

/** The columns of all custom fields that are known, in their order. */
export const customColumns = (): Column[] => knownFields.get().map(({ key }) => customColumn(`${PREFIX}${key}`));

/** The keys of the custom fields among these columns, for the question; null for none. */
export function customKeys(columns: readonly Column[]): string[] | null {
  const keys = columns.filter(({ key }) => isCustomColumn(key)).map(({ key }) => key.slice(PREFIX.length));
  return keys.length > 0 ? keys : null;
}
