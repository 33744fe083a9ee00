import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { draftOf, type Typed } from '@/features/add-client/typed';
import { reasonWords } from '@/features/client-duplicates/reasonWords';
import { type DuplicateDraft, LookalikesDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';

const PAUSE_MS = 400;

/** A warning, not a refusal: who may be a client already, and by what one sees it. */
export function Lookalikes({ typed }: { typed: Typed }) {
  const draft = useSettled(typed);
  const [dismissed, dismiss] = useState<string>();
  const answer = useQuery({ ...asking(LookalikesDocument, { draft: draft ?? {} }), enabled: draft !== null });
  const found = draft ? (answer.data?.lookalikes ?? []) : [];
  const ids = found.map(({ client }) => client?.id).join();
  return (
    <div role="status">
      {found.length > 0 && dismissed !== ids && (
        <Notice tone="warn">
          {found.map(
            ({ client, certainty, reasons }) =>
              client && (
                <p key={client.id}>
                  {certainty === 'EXACT' ? 'Looks like' : 'Could be'} <bdi>{client.displayName}</bdi> (
                  {reasonWords(reasons)}).{' '}
                  <Link
                    to="/clients/$clientId/$tab"
                    params={{ clientId: client.id, tab: 'overview' }}
                    target="_blank"
                    rel="noopener"
                  >
                    Open
                  </Link>
                </p>
              ),
          )}
          <Button look="quiet" onClick={() => dismiss(ids)}>
            It is someone else
          </Button>
        </Notice>
      )}
    </div>
  );
}

/** What has been typed, once nothing has been added to it for a moment. */
function useSettled(typed: Typed): DuplicateDraft | null {
  const wanted = JSON.stringify(draftOf(typed));
  const [settled, settle] = useState('null');
  useEffect(() => {
    const timer = setTimeout(() => settle(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  return JSON.parse(settled) as DuplicateDraft | null;
}
