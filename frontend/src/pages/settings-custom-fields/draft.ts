import { canBeSearched, hasOptions } from '@/features/custom-fields/words';
import type {
  CustomFieldListedFragment,
  CustomFieldType,
  CustomFieldVisibility,
  DefineCustomFieldInput,
  UpdateCustomFieldInput,
} from '@/generated/graphql';
import { counted, formatList } from '@/lib/formats';
import { keyOfLabel, optionsOf } from '@/pages/settings-custom-fields/keyOfLabel';

/** A field as it stands in the editor. */
export interface Draft {
  label: string;
  /** What was typed; until then the key follows the label. */
  key: string | null;
  type: CustomFieldType;
  options: string;
  visibility: CustomFieldVisibility;
  required: boolean;
  searchable: boolean;
}

const NEW: Draft = {
  label: '',
  key: null,
  type: 'TEXT',
  options: '',
  visibility: 'STAFF',
  required: false,
  searchable: false,
};

export function draftOf(field: CustomFieldListedFragment | undefined): Draft {
  if (!field) return NEW;
  const { label, key, type, options, visibility, required, searchable } = field;
  return { label, key, type, options: options.join('\n'), visibility, required, searchable };
}

export const keyIn = ({ key, label }: Draft) => key ?? keyOfLabel(label);

export function inputOf(draft: Draft): DefineCustomFieldInput {
  const { label, type, visibility, required } = draft;
  return {
    key: keyIn(draft),
    label,
    type,
    visibility,
    required,
    options: hasOptions(type) ? optionsOf(draft.options) : [],
    searchable: draft.searchable && canBeSearched(type),
  };
}

/** What is to change of a field: everything that can. */
export function changeOf(id: string, draft: Draft): UpdateCustomFieldInput {
  const { key: _key, ...rest } = inputOf(draft);
  return { id, ...rest };
}

/** The options that clients have and that the draft offers no more: "Silver (12 clients)". */
export function optionsLost(field: CustomFieldListedFragment | undefined, draft: Draft): string | null {
  if (!field || !hasOptions(field.type)) return null;
  const offered = new Set(optionsOf(draft.options));
  const lost = field.choices.filter(({ option }) => field.options.includes(option) && !offered.has(option));
  return lost.length > 0
    ? formatList(lost.map(({ option, clientCount }) => `${option} (${counted(clientCount, 'client')})`))
    : null;
}
