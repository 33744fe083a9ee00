import { Link, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { GroupCard } from '@/features/duplicate-groups/GroupCard';
import { useGroupActs } from '@/features/duplicate-groups/useGroupActs';
import { usePermission } from '@/features/session/session';
import { DuplicateGroupsDocument } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { counted } from '@/lib/formats';
import { type DuplicatesSearch, RULES } from '@/pages/duplicates/search';
import { buttonClass } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';

const REFRESH_MS = 15_000;

const RULE_WORDS: Record<(typeof RULES)[number], string> = {
  EMAIL: 'Same email',
  TAX_ID: 'Same tax id',
  PHONE: 'Same phone',
  NAME_AND_POSTCODE: 'Same name and postcode',
};

/** Clients who look like one, entered twice: to be merged, or said to be different. */
export function DuplicatesPage() {
  const { rule } = useSearch({ from: '/staff/duplicates' });
  const withOrders = usePermission('order.read');
  const variables = { rule, withOrders };
  const list = usePages(DuplicateGroupsDocument, variables, (answer) => answer.duplicateGroups, {
    refetchInterval: REFRESH_MS,
  });
  const place = useRef<HTMLElement>(null);
  const acts = useGroupActs(() => place.current?.focus());
  const total = list.data?.pages[0]?.duplicateGroups.totalCount;
  return (
    <>
      <PageHeader title="Duplicates" />
      <div className="stack">
        <RuleNav rule={rule} />
        <section className="duplicate-groups" aria-label="Likely duplicates" ref={place} tabIndex={-1}>
          <Faces
            asked={{ ...list, data: list.nodes }}
            rows={8}
            empty={{ when: (groups) => groups.length === 0, face: <NoGroups rule={rule} /> }}
          >
            {(groups) => (
              <>
                {total !== undefined && (
                  <p className="muted">{counted(total, 'group of clients', 'groups of clients')}, the surest first</p>
                )}
                <ul className="stack">
                  {groups.map((group) => (
                    <li key={group.id}>
                      <GroupCard group={group} onDismiss={acts.dismiss} />
                    </li>
                  ))}
                </ul>
                <ReadOn paged={list} label="Show more" />
              </>
            )}
          </Faces>
        </section>
      </div>
    </>
  );
}

/** By what they are the same: all, or one reason alone. */
function RuleNav({ rule }: DuplicatesSearch) {
  const choice = (label: string, named?: DuplicatesSearch['rule']) => (
    <li key={label}>
      <Link
        className={buttonClass()}
        to="/duplicates"
        search={{ rule: named }}
        activeOptions={{ exact: true }}
        aria-current={rule === named || undefined}
      >
        {label}
      </Link>
    </li>
  );
  return (
    <nav aria-label="Duplicates by reason">
      <ul className="row">
        {choice('All')}
        {RULES.map((each) => choice(RULE_WORDS[each], each))}
      </ul>
    </nav>
  );
}

function NoGroups({ rule }: DuplicatesSearch) {
  if (rule)
    return (
      <Empty title="Nobody is alike in this">
        <Link to="/duplicates" search={{}}>
          Show all
        </Link>
      </Empty>
    );
  return (
    <Empty title="No likely duplicates">
      Clients with the same email, tax id, phone, or name and postcode come here within seconds. What more than twenty
      share, an office's phone for instance, does not count.
    </Empty>
  );
}
