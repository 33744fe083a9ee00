import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ImportCardFragment, ImportReasonsDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { formatNumber } from '@/lib/formats';
import { reasonWords } from '@/pages/settings-imports/reasons';
import type { ImportSearch, Shown } from '@/pages/settings-imports/search';
import { OUTCOMES, rowsOf } from '@/pages/settings-imports/words';
import { Button } from '@/ui/Button';
import { SelectField } from '@/ui/Field';

/** Which rows are shown: of which outcome, and of those that are refused, for which reason. */
export function RowFilters({ work }: { work: ImportCardFragment }) {
  const search = useSearch({ from: '/staff/settings/imports/$importId' });
  const navigate = useNavigate();
  const narrow = (to: Pick<ImportSearch, 'outcome' | 'reason' | 'heading'>) =>
    void navigate({
      to: '.',
      search: (now) => ({ ...now, outcome: to.outcome, reason: to.reason, heading: to.heading }),
      resetScroll: false,
    });
  return (
    <div className="imports-filters">
      <Tabs work={work} show={search.outcome} onShow={(outcome) => narrow({ outcome })} />
      {work.counts.refused > 0 && (search.outcome === 'REFUSED' || search.outcome === undefined) && (
        <Reasons importId={work.id} search={search} onNarrow={narrow} />
      )}
    </div>
  );
}

interface TabsProps {
  work: ImportCardFragment;
  show: Shown | undefined;
  onShow: (shown: Shown | undefined) => void;
}

/** How many rows there are of each outcome; each leads to them. */
function Tabs({ work: { counts }, show, onShow }: TabsProps) {
  const tabs: [shown: Shown | undefined, words: string, count: number][] = [
    [undefined, 'All', rowsOf(counts)],
    ['CREATE', OUTCOMES.CREATE[0], counts.create],
    ['UPDATE', OUTCOMES.UPDATE[0], counts.update],
    ['UNCHANGED', OUTCOMES.UNCHANGED[0], counts.unchanged],
    ['AMBIGUOUS', OUTCOMES.AMBIGUOUS[0], counts.ambiguous],
    ['REFUSED', OUTCOMES.REFUSED[0], counts.refused],
    ['SKIPPED', OUTCOMES.SKIPPED[0], counts.skipped],
  ];
  if (counts.reverted > 0) {
    tabs.push(['REVERTED', 'Taken back', counts.reverted], ['KEPT', 'Stays', counts.committed - counts.reverted]);
  }
  return (
    <ul className="row imports-tabs" aria-label="Rows by outcome">
      {tabs.map(([shown, words, count]) => (
        <li key={words}>
          <Button aria-pressed={show === shown} onClick={() => onShow(shown)}>
            {words} {formatNumber(count)}
          </Button>
        </li>
      ))}
    </ul>
  );
}

interface ReasonsProps {
  importId: string;
  search: ImportSearch;
  onNarrow: (to: Pick<ImportSearch, 'outcome' | 'reason' | 'heading'>) => void;
}

const keyOf = (code: string, at: string) => `${code} ${at}`;

/** Why rows are refused, the most frequent reason first. */
function Reasons({ importId, search: { reason, heading: at = '' }, onNarrow }: ReasonsProps) {
  const { data } = useQuery(asking(ImportReasonsDocument, { id: importId }));
  const reasons = data?.importReasons ?? [];
  const isKnown = reasons.some((one) => one.code === reason && one.at === at);
  return (
    <SelectField
      label="Reason"
      value={reason ? keyOf(reason, at) : ''}
      onChange={({ target: { value } }) => {
        const chosen = reasons.find((one) => keyOf(one.code, one.at) === value);
        onNarrow({ outcome: 'REFUSED', reason: chosen?.code, heading: chosen?.at || undefined });
      }}
    >
      <option value="">Every reason</option>
      {reason && !isKnown && <option value={keyOf(reason, at)}>{at ? `${at}: ${reason}` : reason} (0)</option>}
      {reasons.map((one) => (
        <option key={keyOf(one.code, one.at)} value={keyOf(one.code, one.at)}>
          {reasonWords(one)}
        </option>
      ))}
    </SelectField>
  );
}
