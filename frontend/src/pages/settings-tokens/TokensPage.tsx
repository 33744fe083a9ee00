import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { KeyRound, Plus } from 'lucide-react';
import { ApiTokensDocument } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { CreateTokenDialog } from '@/pages/settings-tokens/CreateTokenDialog';
import { TokenItem } from '@/pages/settings-tokens/TokenItem';
import { buttonClass } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';
import '@/pages/settings-tokens/tokens.css';

/** With what programs act for staff: what each may do, until when, and when it last did. */
export function TokensPage() {
  const { ended, create } = useSearch({ from: '/staff/settings/tokens' });
  const navigate = useNavigate();
  const list = usePages(ApiTokensDocument, { isLive: !ended }, (answer) => answer.apiTokens);
  return (
    <>
      <PageHeader title="API tokens" windowTitle="API tokens - Settings" crumbs="Settings">
        <Link className={buttonClass('primary')} to="/settings/tokens" search={(now) => ({ ...now, create: true })}>
          <span className="button-label">
            <Plus size={16} aria-hidden="true" /> Create token
          </span>
        </Link>
      </PageHeader>
      <div className="stack">
        <p className="muted">
          A program sends its token with every request and acts for its owner, never beyond what the owner may do then.
        </p>
        <nav aria-label="Tokens by state">
          <ul className="row">
            <StateLink label="In force" chosen={!ended} />
            <StateLink label="Ended" ended chosen={ended === true} />
          </ul>
        </nav>
        <section className="panel" aria-label="Tokens">
          <Faces
            asked={{ ...list, data: list.nodes }}
            rows={6}
            empty={{ when: (tokens) => tokens.length === 0, face: <NoTokens ended={ended} /> }}
          >
            {(tokens) => (
              <>
                <ul className="tokens">
                  {tokens.map((token) => (
                    <TokenItem key={token.id} token={token} />
                  ))}
                </ul>
                <ReadOn paged={list} label="Show older tokens" />
              </>
            )}
          </Faces>
        </section>
      </div>
      {create && (
        <CreateTokenDialog
          onClose={() =>
            void navigate({ to: '/settings/tokens', search: (now) => ({ ...now, create: undefined }), replace: true })
          }
        />
      )}
    </>
  );
}

function StateLink({ label, ended, chosen }: { label: string; ended?: true; chosen: boolean }) {
  return (
    <li>
      <Link
        className={buttonClass()}
        to="/settings/tokens"
        search={{ ended }}
        activeOptions={{ exact: true }}
        aria-current={chosen || undefined}
      >
        {label}
      </Link>
    </li>
  );
}

function NoTokens({ ended }: { ended: true | undefined }) {
  if (ended) return <Empty title="No token has ended yet">Revoked and expired ones are kept here.</Empty>;
  return (
    <Empty title="No tokens" icon={<KeyRound size={24} />}>
      Create one for each program, so that each can be revoked alone.
    </Empty>
  );
}
