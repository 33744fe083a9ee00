import { type Refusal, refusal } from '@/lib/refusals';

/** Why a code was not taken: wrong and used are one answer, for nobody shall learn which. */
export const codeRefusal = (): Refusal =>
  refusal('That code is not right, or it was used already. Take the next one that your app shows.');
