import { useState } from 'react';
import { BarList } from '@/charts/BarList';
import { ListLink } from '@/features/clients/ListLink';
import { NO_COUNTRY } from '@/features/clients/listSearch';
import { STATUS_WORDS } from '@/features/clients/words';
import { type ClientStatus, DashboardSharesDocument } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { countryName } from '@/lib/formats';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { Faces, Panel } from '@/ui/Panel';

const COUNTRIES_FIRST = 8;

function useShares() {
  const answer = useAnswer(DashboardSharesDocument, {});
  return { ...answer, data: answer.data?.clientDashboard };
}

/** How the clients stand today. */
export function ByStatus() {
  return (
    <Panel title="Clients by status">
      <Faces asked={useShares()} rows={6}>
        {({ byStatus }) => (
          <BarList
            label="Clients by status"
            bars={byStatus.map(({ status, count }) => ({ key: status, label: STATUS_WORDS[status], count }))}
            link={({ key }, content) => <ListLink search={{ status: [key as ClientStatus] }}>{content}</ListLink>}
          />
        )}
      </Faces>
    </Panel>
  );
}

/** Where the clients live, by their default addresses. */
export function ByCountry() {
  return (
    <Panel title="Clients by country">
      <Faces
        asked={useShares()}
        rows={8}
        empty={{
          when: ({ byCountry }) => byCountry.length === 0,
          face: <Empty title="No countries yet">They come with the clients’ addresses.</Empty>,
        }}
      >
        {({ byCountry }) => <Countries counts={byCountry} />}
      </Faces>
    </Panel>
  );
}

function Countries({ counts }: { counts: { country: string; count: number }[] }) {
  const [isWhole, showWhole] = useState(false);
  const shown = isWhole ? counts : counts.slice(0, COUNTRIES_FIRST);
  const bars = shown.map(({ country, count }) => ({
    key: country || NO_COUNTRY,
    label: country ? countryName(country) : 'No country',
    count,
  }));
  return (
    <>
      <BarList
        label="Clients by country"
        bars={bars}
        link={({ key }, content) => <ListLink search={{ country: [key] }}>{content}</ListLink>}
      />
      {counts.length > COUNTRIES_FIRST && (
        <Button look="quiet" aria-expanded={isWhole} onClick={() => showWhole(!isWhole)}>
          {isWhole ? 'Show fewer' : `Show all ${counts.length}`}
        </Button>
      )}
    </>
  );
}
