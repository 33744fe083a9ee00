import { Counts } from '@/features/client-removal/Counts';
import { kindWords } from '@/features/client-removal/words';
import { numberWords } from '@/features/clients/words';
import type { ErasureCountsFragment } from '@/generated/graphql';
import { formatNumber } from '@/lib/formats';
import { Button } from '@/ui/Button';
import { CopyButton } from '@/ui/CopyButton';
import { DialogBody, DialogFoot } from '@/ui/Dialog';
import { Time } from '@/ui/Time';
import '@/features/client-removal/removal.css';

interface Props {
  number: number;
  erasure: ErasureCountsFragment;
  onClose: () => void;
}

/** What was erased, to keep, copy or print. It names nobody. */
export function Receipt({ number, erasure, onClose }: Props) {
  return (
    <>
      <DialogBody>
        <p>
          The personal data of client {numberWords(number)} was erased on <Time at={erasure.at} /> by{' '}
          <bdi>{erasure.byName}</bdi>. Receipt <code>{erasure.id}</code>{' '}
          <CopyButton text={textOf(number, erasure)} what="receipt" />
        </p>
        <Counts title="Erased" counts={erasure.removed} />
        <Counts title="Kept for the books" counts={erasure.kept} />
      </DialogBody>
      <DialogFoot>
        <Button onClick={() => window.print()}>Print</Button>
        <Button look="primary" data-autofocus onClick={onClose}>
          Close
        </Button>
      </DialogFoot>
    </>
  );
}

function textOf(number: number, { id, at, byName, removed, kept }: ErasureCountsFragment): string {
  const lines = (counts: ErasureCountsFragment['removed']) =>
    counts.map(({ kind, count }) => `  ${kindWords(kind)}: ${formatNumber(count)}`);
  return [
    `Receipt ${id}`,
    `Personal data of client ${numberWords(number)}, erased at ${at} by ${byName}`,
    'Erased:',
    ...lines(removed),
    'Kept for the books:',
    ...lines(kept),
  ].join('\n');
}
