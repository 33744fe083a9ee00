import type { ClientFilter } from '@/generated/graphql';
import { ClientsCountDocument } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { counted } from '@/lib/formats';
import { Button } from '@/ui/Button';
import '@/features/clients-list/clientsList.css';

/** How many clients match; asked apart from the rows, so that counting never delays them. */
export function useTotal(filter: ClientFilter | null) {
  const count = useAnswer(ClientsCountDocument, { filter });
  return { total: count.data?.clients.totalCount, isOld: count.isPlaceholderData };
}

interface Props {
  total: number | undefined;
  isOld: boolean;
  onFirst: () => void;
  onLast: () => void;
}

/** The count of all that match, and the two ends of the list. */
export function ListFoot({ total, isOld, onFirst, onLast }: Props) {
  return (
    <footer className="list-foot">
      <p role="status" className={isOld ? 'stale' : undefined}>
        {total === undefined ? '' : counted(total, 'client')}
      </p>
      <Button look="quiet" onClick={onFirst}>
        First
      </Button>
      <Button look="quiet" onClick={onLast}>
        Last
      </Button>
    </footer>
  );
}
