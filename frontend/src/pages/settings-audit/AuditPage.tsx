import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { byDay } from '@/features/activity/byDay';
import { actorWords } from '@/features/activity/words';
import { AuditItem } from '@/features/audit/AuditItem';
import { AUDIT_KINDS, type AuditKind } from '@/features/audit/words';
import { type AuditLineFragment, AuditLogDocument } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { buttonClass } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { SelectField } from '@/ui/Field';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';
import '@/pages/settings-audit/audit.css';

const KINDS = Object.entries(AUDIT_KINDS) as [AuditKind, (typeof AUDIT_KINDS)[AuditKind]][];

/** What was done in the house itself, newest first, day by day: by whom, to whom, from what to what. */
export function AuditPage() {
  const { kind, who } = useSearch({ from: '/staff/settings/audit' });
  const navigate = useNavigate();
  const actions = kind ? Object.keys(AUDIT_KINDS[kind].acts) : null;
  const log = usePages(AuditLogDocument, { actions, actorId: who ?? null }, (answer) => answer.auditLog);
  const choose = (chosen: string) =>
    void navigate({
      to: '/settings/audit',
      search: (now) => ({ ...now, kind: (chosen || undefined) as AuditKind | undefined }),
    });
  return (
    <>
      <PageHeader title="Audit log" windowTitle="Audit log - Settings" crumbs="Settings" />
      <div className="stack timeline">
        <div className="row audit-filters">
          <SelectField label="Show" value={kind ?? ''} onChange={(event) => choose(event.target.value)}>
            <option value="">Everything</option>
            {KINDS.map(([key, { label }]) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </SelectField>
          {who && <Whose entries={log.nodes} />}
        </div>
        <section className="panel audit-log" aria-label="What was done">
          <Faces
            asked={{ ...log, data: log.nodes }}
            rows={8}
            empty={{ when: (entries) => entries.length === 0, face: <Nothing filtered={Boolean(kind ?? who)} /> }}
          >
            {(entries) => (
              <>
                {byDay(entries).map(({ day, heading, items }) => (
                  <section key={day} aria-label={heading}>
                    <h2 className="timeline-day">{heading}</h2>
                    <ul>
                      {items.map((entry) => (
                        <AuditItem
                          key={entry.id}
                          entry={entry}
                          linked={(id, name) => (
                            <Link to="/settings/audit" search={(now) => ({ ...now, who: id })}>
                              <bdi>{name}</bdi>
                            </Link>
                          )}
                        />
                      ))}
                    </ul>
                  </section>
                ))}
                <ReadOn paged={log} label="Show older" />
              </>
            )}
          </Faces>
        </section>
      </div>
    </>
  );
}

/** Whose acts are shown, and the way back to everybody's. */
function Whose({ entries }: { entries: AuditLineFragment[] | undefined }) {
  const actor = entries?.[0]?.actor;
  return (
    <Link className={buttonClass()} to="/settings/audit" search={({ kind }) => ({ kind })}>
      <span className="button-label">
        Only by <bdi>{actor ? actorWords({ actor, onBehalfOf: null }) : 'one of them'}</bdi>
        <X size={16} aria-hidden="true" />
        <span className="visually-hidden">: show everybody’s</span>
      </span>
    </Link>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  if (!filtered) return <Empty title="Nothing has happened yet" />;
  return (
    <Empty title="Nothing of this kind has happened">
      <Link to="/settings/audit" search={{}}>
        Show everything
      </Link>
    </Empty>
  );
}
