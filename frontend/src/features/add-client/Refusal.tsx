import { type RefObject, useEffect, useRef } from 'react';
import type { Refused } from '@/features/add-client/faults';
import { labelOf } from '@/features/add-client/labels';
import type { CustomFieldLineFragment } from '@/generated/graphql';
import { nameOf } from '@/lib/customValues';
import { Notice } from '@/ui/Notice';

interface Props {
  refused: Refused;
  form: RefObject<HTMLFormElement | null>;
  /** The store's own fields, whose faults are named by their labels. */
  fields: readonly CustomFieldLineFragment[];
}

/** All that is wrong at once, each leading to its field. A new attempt's refusal is a new component: see its key. */
export function Refusal({ refused, form, fields }: Props) {
  const called = (path: string) => labelOf(path) || fields.find(({ key }) => nameOf(key) === path)?.label;
  const wrong = useRef(refused.faults);
  useEffect(() => {
    const paths = [...wrong.current.keys()];
    fieldsOf(form.current)
      .find((field) => paths.some((path) => isAbout(path, field)))
      ?.focus();
  }, [form]);
  return (
    <Notice tone="bad" live>
      <p>{refused.sentence}</p>
      {refused.faults.size > 0 && (
        <ul>
          {[...refused.faults].map(([path, message]) => (
            <li key={path}>
              <button type="button" className="link" onClick={() => fieldFor(form.current, path)?.focus()}>
                {called(path) && `${called(path)}: `}
                {message}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

type NamedField = HTMLInputElement | HTMLSelectElement;

const fieldsOf = (form: HTMLFormElement | null) => [...(form?.elements ?? [])] as NamedField[];

/** A fault of a whole group, as `company`, is about each of its fields. */
const isAbout = (path: string, { name }: NamedField) => name === path || name.startsWith(`${path}.`);

function fieldFor(form: HTMLFormElement | null, path: string): NamedField | undefined {
  return fieldsOf(form).find((field) => isAbout(path, field));
}
