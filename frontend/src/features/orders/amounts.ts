const PLAIN = /^\d+(\.\d+)?$/;
const WITH_COMMA = /^\d+,\d{1,2}$/;

/** What is said of a text that is no amount. */
export const NO_AMOUNT = 'Enter an amount, as 20.00.';

/** @returns the amount as the API takes it, or null where the text is none. "12,5" is twelve and a half. */
export function readAmount(text: string): string | null {
  const typed = text.replaceAll(/\s/g, '');
  if (WITH_COMMA.test(typed)) return typed.replace(',', '.');
  return PLAIN.test(typed) ? typed : null;
}

/** Whether a decimal is zero, however it is written. */
export const isZero = (amount: string) => /^0*(\.0*)?$/.test(amount);
