import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { reasonWords } from '@/features/client-duplicates/reasonWords';
import { type Found, likelySurvivor } from '@/features/duplicate-groups/kept';
import { MemberFacts } from '@/features/duplicate-groups/MemberFacts';
import { usePermission } from '@/features/session/session';
import type { DuplicateGroupFragment } from '@/generated/graphql';
import { counted } from '@/lib/formats';
import { Badge } from '@/ui/Badge';
import { Button, buttonClass } from '@/ui/Button';
import '@/features/duplicate-groups/groups.css';

interface Props {
  group: DuplicateGroupFragment;
  onDismiss: (clientIds: string[]) => void;
}

/** Clients who may be one, side by side, with what is the same, and what to do about it. */
export function GroupCard({ group, onDismiss }: Props) {
  const id = useId();
  const mayChange = usePermission('client.update');
  const mayMerge = usePermission('client.merge');
  const members = group.members.filter((one): one is Found => one.client !== null);
  const [chosen, setChosen] = useState<string>();
  const kept = members.find(({ client }) => client.id === chosen) ?? likelySurvivor(members);
  const others = members.filter((one) => one !== kept).map(({ client }) => client.id);
  const [source, ...also] = others;
  const names = members.map(({ client }) => client.displayName || 'No name').join(', ');
  return (
    <article className="panel" aria-labelledby={id}>
      <header className="panel-head">
        <h2 id={id}>
          {`${counted(group.size, 'client')}: ${reasonWords(group.reasons)}`}
          <span className="visually-hidden">: {names}</span>
        </h2>
        <Badge tone={group.certainty === 'EXACT' ? 'warn' : 'neutral'}>
          {group.certainty === 'EXACT' ? 'Very likely' : 'Likely'} · {group.score} of 100
        </Badge>
      </header>
      <ul className="duplicate-members">
        {members.map((member) => (
          <li key={member.client.id}>
            <MemberFacts member={member} />
            {mayMerge && kept && (
              <label className="duplicate-keep">
                <input
                  type="radio"
                  name={`${id}-keep`}
                  checked={member === kept}
                  onChange={() => setChosen(member.client.id)}
                />
                Keep this one<span className="visually-hidden">: {member.client.displayName}</span>
              </label>
            )}
          </li>
        ))}
      </ul>
      {group.size > members.length && (
        <p className="muted">{counted(group.size - members.length, 'more client', 'more clients')} not shown here.</p>
      )}
      <div className="row">
        {mayMerge && kept && source && (
          <Link
            className={buttonClass('primary')}
            to="/clients/$clientId/merge"
            params={{ clientId: source }}
            search={{ into: kept.client.id, also: also.join(',') || undefined }}
          >
            Merge<span className="visually-hidden"> {names}</span>
          </Link>
        )}
        {mayChange && (
          <Button onClick={() => onDismiss(members.map(({ client }) => client.id))}>
            Not duplicates<span className="visually-hidden">: {names}</span>
          </Button>
        )}
      </div>
    </article>
  );
}
