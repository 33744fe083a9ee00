import type { ReactNode } from 'react';
import { TagBox } from '@/features/tags/TagBox';
import { Field } from '@/ui/Field';

interface Props {
  label: string;
  name: string;
  values: readonly string[];
  onChange: (tags: string[]) => void;
  error?: string;
  optional?: boolean;
  hint?: ReactNode;
}

/** Tags as a field of a form. */
export function TagField({ label, name, values, onChange, error, optional, hint }: Props) {
  return (
    <Field label={label} error={error} optional={optional} hint={hint ?? 'Enter or a comma puts a tag on.'}>
      {(given) => <TagBox {...given} name={name} values={values} onChange={onChange} />}
    </Field>
  );
}
