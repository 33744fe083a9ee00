import { X } from 'lucide-react';
import { filterOfCode } from '@/features/clients/filterCode';
import type { ListSearch } from '@/features/clients/listSearch';
import { conditionsOf } from '@/features/clients/listSentence';
import { useNamesIn } from '@/features/clients/named';
import { useCustomFields } from '@/features/custom-fields/known';
import { Button, IconButton } from '@/ui/Button';
import '@/features/clients-list/filters.css';

interface Props {
  search: ListSearch;
  onTakeAway: (without: Partial<ListSearch>) => void;
  /** Opens the filter for change. */
  onEdit: () => void;
}

/** The filter in words; every part of it can be taken away. */
export default function Sentence({ search, onTakeAway, onEdit }: Props) {
  const filter = search.f ? filterOfCode(search.f) : null;
  useCustomFields(JSON.stringify(filter).includes('"customField"'));
  useNamesIn(filter);
  const conditions = conditionsOf(search);
  if (conditions.length === 0) return null;
  return (
    <section className="sentence" aria-label="Filter in force">
      <span className="muted">Showing:</span>
      <ul>
        {conditions.map(({ words, without }, index) => (
          <li key={words}>
            {index > 0 && <span className="muted">and</span>}
            <span className="sentence-part">
              <button type="button" className="sentence-words" dir="auto" title="Change the filter" onClick={onEdit}>
                {words}
              </button>
              <IconButton label={`Take away: ${words}`} onClick={() => onTakeAway(without)}>
                <X size={14} />
              </IconButton>
            </span>
          </li>
        ))}
      </ul>
      <Button
        look="quiet"
        onClick={() => onTakeAway({ ...Object.assign({}, ...conditions.map(({ without }) => without)), f: undefined })}
      >
        Clear all
      </Button>
    </section>
  );
}
