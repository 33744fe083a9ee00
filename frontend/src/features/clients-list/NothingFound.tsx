import { SearchX, Users } from 'lucide-react';
import { AddClientLink } from '@/features/clients/AddClientLink';
import { ImportLink } from '@/features/clients/ImportLink';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';

interface Props {
  /** Some filter or search is in force: without it there may be clients. */
  isFiltered: boolean;
  onClear: () => void;
}

/** Why there are no rows, and the way out. */
export function NothingFound({ isFiltered, onClear }: Props) {
  if (isFiltered) {
    return (
      <Empty title="No client matches" icon={<SearchX size={28} aria-hidden="true" />}>
        <p>Nobody fits the search and the filter together.</p>
        <Button onClick={onClear}>Clear filters</Button>
      </Empty>
    );
  }
  return (
    <Empty title="No clients yet" icon={<Users size={28} aria-hidden="true" />}>
      <p>Clients appear here as soon as they are added, imported or register at the store.</p>
      <div className="row">
        <AddClientLink look="secondary" />
        <ImportLink />
      </div>
    </Empty>
  );
}
