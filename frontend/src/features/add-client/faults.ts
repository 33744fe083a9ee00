import type { AddClientMutation } from '@/generated/graphql';

/** Path of the input, as the form's fields are named, to the sentence beside the field. */
export type Faults = ReadonlyMap<string, string>;

export interface Refused {
  /** What stands above the form. */
  sentence: string;
  faults: Faults;
}

type Answer = AddClientMutation['addClient'];
export type Added = Extract<Answer, { __typename: 'Client' }>;

export const NO_FAULTS: Faults = new Map();

/** A refusal in the form's own terms: which fields, and the sentence above them. */
export function refusedBy(answer: Exclude<Answer, Added>): Refused {
  if (answer.__typename === 'EmailTaken') {
    return { sentence: 'Nothing was added.', faults: new Map([['email', answer.message]]) };
  }
  if (answer.__typename !== 'InvalidInput') {
    return { sentence: `${answer.message} Look in the Clients list before trying again.`, faults: NO_FAULTS };
  }
  const faults = new Map<string, string>();
  for (const { path, message } of answer.fields) {
    const name = path.filter((part) => !/^\d+$/.test(part)).join('.');
    faults.set(name, faults.has(name) ? `${faults.get(name)} ${message}` : message);
  }
  return { sentence: 'Nothing was added yet. Please correct:', faults };
}
