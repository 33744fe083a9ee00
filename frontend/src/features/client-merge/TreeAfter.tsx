import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { nameOf } from '@/features/client-family/words';
import { type Branch, childrenAfter, countOf, lineAbove } from '@/features/client-merge/childrenAfter';
import { type Choices, takenFrom } from '@/features/client-merge/choices';
import { partyWords } from '@/features/client-merge/words';
import { numberWords } from '@/features/clients/words';
import { MergeFamilyDocument, type MergePartyFragment, type MergeSeenFragment } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { Faces } from '@/ui/Panel';
import '@/features/client-family/family.css';

interface Props {
  seen: MergeSeenFragment;
  sources: MergePartyFragment[];
  survivor: MergePartyFragment;
  choices: Choices;
}

/** So many accounts are shown at once; more are folded away. */
const MOST_OPEN = 12;

/** The survivor between those above and all beneath, lists within lists; nothing where it stands alone. */
export function TreeAfter({ seen, sources, survivor, choices }: Props) {
  const parties = [...sources, survivor];
  const ids = parties.map(({ id }) => id);
  const isWanted = parties.some(({ parent, children }) => parent !== null || children.totalCount > 0);
  const asked = useQuery({
    queryKey: ['MergeFamily', ids],
    queryFn: async ({ signal }) => {
      const answers = await Promise.all(ids.map((id) => ask(MergeFamilyDocument, { id }, { signal })));
      return answers.flatMap(({ family }) => family ?? []);
    },
    enabled: isWanted,
    staleTime: 0,
  });
  if (!isWanted) return null;
  const place = seen.conflicts.find(({ field }) => field === 'parent');
  const whose = place ? takenFrom(place, survivor.id, choices) : survivor.id;
  return (
    <Faces asked={asked}>
      {(families) => {
        const branches = childrenAfter(families, new Set(ids));
        const above = lineAbove(families, new Set(ids), whose);
        const count = above.length + 1 + countOf(branches);
        if (count === 1) return null;
        const here = (
          <li>
            <p className="family-account family-here">
              <strong>
                <bdi>{partyWords(survivor)}</bdi>
              </strong>
            </p>
            {branches.length > 0 && <Level of={branches} label={`Under ${nameOf(survivor)}`} />}
          </li>
        );
        return (
          <details className="merge-tree" open={count <= MOST_OPEN}>
            <summary className="field-label">The family afterwards: {count.toLocaleString('en')} accounts</summary>
            <Above line={above} label="The family afterwards">
              {here}
            </Above>
            {families.some(({ members, total }) => total > members.length) && (
              <p className="muted">The family is large: not all of its accounts are shown.</p>
            )}
          </details>
        );
      }}
    </Faces>
  );
}

interface AboveProps {
  line: readonly Branch['client'][];
  label: string;
  children: ReactNode;
}

/** Those above, each within the other, down to the children. */
function Above({ line: [first, ...rest], label, children }: AboveProps) {
  return (
    <ul className="family" aria-label={label}>
      {first ? (
        <li>
          <Account client={first} />
          <Above line={rest} label={`Under ${nameOf(first)}`}>
            {children}
          </Above>
        </li>
      ) : (
        children
      )}
    </ul>
  );
}

function Level({ of, label }: { of: readonly Branch[]; label: string }) {
  return (
    <ul className="family" aria-label={label}>
      {of.map(({ client, beneath }) => (
        <li key={client.id}>
          <Account client={client} />
          {beneath.length > 0 && <Level of={beneath} label={`Under ${nameOf(client)}`} />}
        </li>
      ))}
    </ul>
  );
}

function Account({ client }: { client: Branch['client'] }) {
  return (
    <p className="family-account">
      <bdi>{nameOf(client)}</bdi> <span className="muted">{numberWords(client.number)}</span>
    </p>
  );
}
