import { useQuery } from '@tanstack/react-query';
import { nameOf } from '@/features/client-family/words';
import { type Branch, childrenAfter } from '@/features/client-merge/childrenAfter';
import { partyWords } from '@/features/client-merge/words';
import { numberWords } from '@/features/clients/words';
import { MergeFamilyDocument, type MergePartyFragment } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { Faces } from '@/ui/Panel';
import '@/features/client-family/family.css';

interface Props {
  sources: MergePartyFragment[];
  survivor: MergePartyFragment;
}

/** The survivor with everyone who will stand under it, lists within lists; nothing where nobody will. */
export function TreeAfter({ sources, survivor }: Props) {
  const ids = [...sources, survivor].map(({ id }) => id);
  const isWanted = [...sources, survivor].some(({ children }) => children.totalCount > 0);
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
  return (
    <Faces asked={asked}>
      {(families) => {
        const branches = childrenAfter(families, new Set(ids));
        if (branches.length === 0) return null;
        return (
          <div className="merge-tree">
            <p className="field-label">The family afterwards</p>
            <ul className="family" aria-label="The family afterwards">
              <li>
                <p className="family-account family-here">
                  <strong>
                    <bdi>{partyWords(survivor)}</bdi>
                  </strong>
                </p>
                <Level of={branches} label={`Under ${nameOf(survivor)}`} />
              </li>
            </ul>
            {families.some(({ members, total }) => total > members.length) && (
              <p className="muted">The family is large: not all of its accounts are shown.</p>
            )}
          </div>
        );
      }}
    </Faces>
  );
}

function Level({ of, label }: { of: readonly Branch[]; label: string }) {
  return (
    <ul className="family" aria-label={label}>
      {of.map(({ client, beneath }) => (
        <li key={client.id}>
          <p className="family-account">
            <bdi>{nameOf(client)}</bdi> <span className="muted">{numberWords(client.number)}</span>
          </p>
          {beneath.length > 0 && <Level of={beneath} label={`Under ${nameOf(client)}`} />}
        </li>
      ))}
    </ul>
  );
}
