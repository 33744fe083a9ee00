import { NO_COUNTRY } from '@/features/clients/listSearch';
import { ORIGIN_WORDS, ORIGINS, STATUS_WORDS, STATUSES } from '@/features/clients/words';
import { type FieldKey, keyOfCustom } from '@/features/clients-filter/fields';
import { fieldOf } from '@/features/custom-fields/known';
import { type Choice, countries, currencies } from '@/lib/codes';

interface Circumstances {
  /** Deleted and merged clients are only listed where the topmost conditions name them. */
  isNested: boolean;
  seesDeleted: boolean;
}

/** What a field that holds one of a known list can be. */
export function optionsOf(field: FieldKey, { isNested, seesDeleted }: Circumstances): Choice[] {
  const custom = fieldOf(keyOfCustom(field) ?? '');
  if (custom?.type === 'COUNTRY') return countries();
  if (custom) return custom.options.map((code) => ({ code, name: code }));
  if (field === 'country') return [{ code: NO_COUNTRY, name: 'Unknown' }, ...countries()];
  if (field === 'currency') return currencies();
  if (field === 'origin') return ORIGINS.map((code) => ({ code, name: ORIGIN_WORDS[code] }));
  return STATUSES.filter((code) => !(isNested && (code === 'DELETED' || code === 'MERGED')))
    .filter((code) => seesDeleted || code !== 'DELETED')
    .map((code) => ({ code, name: STATUS_WORDS[code] }));
}
