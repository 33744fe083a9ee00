import { flagOf, type Raw, textOf } from '@/lib/search';

/** Which products are listed, and what stands open over them: a new one, or the one with this id. */
export interface ProductsSearch {
  archived?: true;
  new?: true;
  edit?: string;
}

export function readProductsSearch(raw: Raw): ProductsSearch {
  const edit = textOf(raw.edit);
  return {
    ...(flagOf(raw.archived) && { archived: true }),
    ...(flagOf(raw.new) && { new: true }),
    ...(edit && { edit }),
  };
}
