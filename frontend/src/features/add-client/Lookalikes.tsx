import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { lookalikeFilter, type Typed } from '@/features/add-client/typed';
import { type ClientFilter, LookalikesDocument, type LookalikesQuery } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';

const PAUSE_MS = 400;

/** A warning, not a refusal: someone with the same e-mail, phone or name is already a client. */
export function Lookalikes({ typed }: { typed: Typed }) {
  const filter = useSettled(typed);
  const [dismissed, dismiss] = useState<string>();
  const answer = useQuery({ ...asking(LookalikesDocument, { filter: filter ?? {} }), enabled: filter !== null });
  const found = filter ? (answer.data?.clients.nodes ?? []) : [];
  const ids = found.map(({ id }) => id).join();
  return (
    <div role="status">
      {found.length > 0 && dismissed !== ids && (
        <Notice tone="warn">
          {found.map((client) => (
            <p key={client.id}>
              Looks like <bdi>{client.displayName}</bdi> ({reasonFor(client, typed)}).{' '}
              <Link
                to="/clients/$clientId/$tab"
                params={{ clientId: client.id, tab: 'overview' }}
                target="_blank"
                rel="noopener"
              >
                Open
              </Link>
            </p>
          ))}
          <Button look="quiet" onClick={() => dismiss(ids)}>
            It is someone else
          </Button>
        </Notice>
      )}
    </div>
  );
}

/** The filter once nothing has been typed for a moment. */
function useSettled(typed: Typed): ClientFilter | null {
  const wanted = JSON.stringify(lookalikeFilter(typed));
  const [settled, settle] = useState('null');
  useEffect(() => {
    const timer = setTimeout(() => settle(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  return JSON.parse(settled) as ClientFilter | null;
}

type Found = LookalikesQuery['clients']['nodes'][number];

function reasonFor(client: Found, typed: Typed): string {
  const digits = (text = '') => text.replace(/\D/g, '').replace(/^0+/, '');
  if (client.emails.some(({ address }) => address.toLowerCase() === typed.email?.toLowerCase())) return 'same email';
  const phone = digits(typed.phone);
  if (phone && client.phones.some(({ number }) => digits(number).includes(phone))) return 'same phone';
  return 'same name';
}
