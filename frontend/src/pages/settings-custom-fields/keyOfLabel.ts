const LONGEST = 60;

/** A key for programs out of a label for people: "VAT scheme" is vat_scheme. Empty where nothing of it can stay. */
export function keyOfLabel(label: string): string {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, LONGEST);
}

/** The options of a text with one a line. */
export const optionsOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
