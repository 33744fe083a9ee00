import { ArrowDown, ArrowUp } from 'lucide-react';
import { AddClientLink } from '@/features/clients/AddClientLink';
import { ImportLink } from '@/features/clients/ImportLink';
import { ListLink } from '@/features/clients/ListLink';
import { beforeWords, type Period } from '@/features/clients-dashboard/period';
import { TILES } from '@/features/clients-dashboard/tileKinds';
import { useViewer } from '@/features/session/session';
import { DashboardTilesDocument, type DashboardTilesQuery } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { formatChange, formatMoney, formatNumber } from '@/lib/formats';
import { Empty } from '@/ui/Empty';
import { Failed } from '@/ui/Failed';
import '@/features/clients-dashboard/tiles.css';

type Tile = DashboardTilesQuery['clientDashboard']['tiles'][number];

/** The figures staff ask for first; each is one link to the list it counts. */
export function Tiles({ period }: { period: Period }) {
  const { from, to, tz } = period;
  const asked = useAnswer(DashboardTilesDocument, { from, to, timezone: tz });
  const tiles = asked.data?.clientDashboard.tiles;
  const { permissions } = useViewer();
  if (asked.data === undefined && asked.error) return <Failed error={asked.error} onRetry={asked.refetch} />;
  const isEmpty = tiles?.find(({ name }) => name === 'TOTAL')?.count === 0;
  return (
    <>
      {asked.error && <Failed error={asked.error} onRetry={asked.refetch} brief />}
      <ul
        className={asked.isPlaceholderData ? 'tiles stale' : 'tiles'}
        aria-label="Figures"
        aria-busy={asked.isFetching}
      >
        {TILES.filter(({ needs }) => !needs || permissions.includes(needs)).map(({ name, label }) => {
          const tile = tiles?.find((each) => each.name === name);
          return <li key={name}>{tile ? <TileCard tile={tile} period={period} /> : <Waiting label={label} />}</li>;
        })}
      </ul>
      {isEmpty && (
        <div className="panel">
          <Empty title="No clients yet">
            <p>Add the first one, bring yours along from a file, or wait for somebody to register at the store.</p>
            <div className="row">
              <AddClientLink look="secondary" />
              <ImportLink />
            </div>
          </Empty>
        </div>
      )}
    </>
  );
}

function Waiting({ label }: { label: string }) {
  return (
    <div className="tile">
      <span className="tile-label">{label}</span>
      <span className="skeleton" />
    </div>
  );
}

function TileCard({ tile, period }: { tile: Tile; period: Period }) {
  const kind = TILES.find(({ name }) => name === tile.name);
  if (!kind) return null;
  return (
    <ListLink search={kind.search(period)} className="tile">
      <span className="tile-label">{kind.label}</span>
      <span className="tile-count">{formatNumber(tile.count)}</span>
      {tile.amounts.length > 0 && (
        <span className="tile-amounts">
          {tile.amounts.map(({ amount, currency }) => (
            <span key={currency}>{formatMoney(String(amount), currency)}</span>
          ))}
        </span>
      )}
      {tile.before !== null && (
        <Delta
          count={tile.count}
          before={tile.before}
          upIs={kind.upIs}
          words={kind.isFlow ? beforeWords(period) : null}
          days={period.days}
        />
      )}
    </ListLink>
  );
}

interface DeltaProps {
  count: number;
  before: number;
  upIs?: 'good' | 'bad' | undefined;
  /** The period compared with; null for what is compared with how it stood when the period began. */
  words: string | null;
  days: number;
}

/** How it was before: sign and arrow, coloured only where up is plainly good or bad. */
function Delta({ count, before, upIs, words, days }: DeltaProps) {
  const isUp = count > before;
  const tone = !upIs || count === before ? '' : (upIs === 'good') === isUp ? ' tile-good' : ' tile-bad';
  const Arrow = isUp ? ArrowUp : ArrowDown;
  return (
    <span className="tile-delta">
      <span className={`tile-change${tone}`}>
        {count !== before && <Arrow size={14} aria-hidden="true" />}
        {changeWords(count, before)}
      </span>
      <span className="tile-before">{words ? `vs ${words}` : `in ${days === 1 ? 'a day' : `${days} days`}`}</span>
      <span className="tile-former">before: {formatNumber(before)}</span>
    </span>
  );
}

function changeWords(count: number, before: number): string {
  if (count === before) return 'No change';
  return before > 0 ? formatChange((count - before) / before) : `+${formatNumber(count)}`;
}
