import type { AddClientMutation } from '@/generated/graphql';
import { type Faults, faultsOf, NO_FAULTS } from '@/lib/faults';

export interface Refused {
  /** What stands above the form. */
  sentence: string;
  faults: Faults;
}

type Answer = AddClientMutation['addClient'];
export type Added = Extract<Answer, { __typename: 'Client' }>;

/** A refusal in the form's own terms: which fields, and the sentence above them. */
export function refusedBy(answer: Exclude<Answer, Added>): Refused {
  if (answer.__typename === 'EmailTaken') {
    return { sentence: 'Nothing was added.', faults: new Map([['email', answer.message]]) };
  }
  if (answer.__typename !== 'InvalidInput') {
    return { sentence: `${answer.message} Look in the Clients list before trying again.`, faults: NO_FAULTS };
  }
  return { sentence: 'Nothing was added yet. Please correct:', faults: faultsOf(answer.fields) };
}
