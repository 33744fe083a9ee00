import type { ClientRowFragment } from '@/generated/graphql';
import { valueWords } from '@/lib/customValues';

type Value = NonNullable<ClientRowFragment['customFields']>[number];

/** What a client has in a custom field, in words. */
export default function CustomCell({ value }: { value: Value | undefined }) {
  const words = value ? valueWords(value.type, value.value) : '';
  return (
    <span className="ellipsis" dir="auto" title={words}>
      {words}
    </span>
  );
}
