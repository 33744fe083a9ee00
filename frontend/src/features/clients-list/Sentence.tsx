import { X } from 'lucide-react';
import type { ListSearch } from '@/features/clients/listSearch';
import { conditionsOf } from '@/features/clients/listSentence';
import { Button, IconButton } from '@/ui/Button';
import '@/features/clients-list/filters.css';

interface Props {
  search: ListSearch;
  onTakeAway: (keys: (keyof ListSearch)[]) => void;
}

/** The filter in words; every part of it can be taken away. */
export function Sentence({ search, onTakeAway }: Props) {
  const conditions = conditionsOf(search);
  if (conditions.length === 0) return null;
  return (
    <section className="sentence" aria-label="Filter in force">
      <span className="muted">Showing:</span>
      <ul>
        {conditions.map(({ words, keys }, index) => (
          <li key={words}>
            {index > 0 && <span className="muted">and</span>}
            <span className="sentence-part">
              <span dir="auto">{words}</span>
              <IconButton label={`Take away: ${words}`} onClick={() => onTakeAway(keys)}>
                <X size={14} />
              </IconButton>
            </span>
          </li>
        ))}
      </ul>
      <Button look="quiet" onClick={() => onTakeAway(conditions.flatMap(({ keys }) => keys))}>
        Clear all
      </Button>
    </section>
  );
}
