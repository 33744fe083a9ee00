import { Plus, Trash2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { ConditionRow } from '@/features/clients-filter/ConditionRow';
import {
  changed,
  type Group,
  group as groupOf,
  isGroup,
  newCondition,
  type Part,
} from '@/features/clients-filter/tree';
import { Button, IconButton } from '@/ui/Button';
import { Choice } from '@/ui/Choice';

interface Props {
  group: Group;
  /** What rows and groups still miss, by their ids. */
  missing: Map<number, string>;
  isRoot?: boolean;
  onChange: (group: Group) => void;
  onRemove?: () => void;
}

/** Conditions of which all or any must hold. Groups stand within the whole, but not within each other. */
export function GroupEditor({ group, missing, isRoot, onChange, onRemove }: Props) {
  const frame = useRef<HTMLFieldSetElement>(null);
  const added = useRef<number>(undefined);
  const replace = (id: number, change: (part: Part) => Part | null) => onChange(changed(group, id, change));
  const add = (part: Part) => {
    added.current = part.id;
    onChange({ ...group, parts: [...group.parts, part] });
  };
  useEffect(() => {
    if (added.current === undefined) return;
    frame.current?.querySelector<HTMLElement>(`[data-part="${added.current}"] select`)?.focus();
    added.current = undefined;
  });
  const name = isRoot ? 'Whole filter' : 'Group of conditions';
  const isNested = !isRoot || group.join === 'any' || group.not;
  return (
    <fieldset ref={frame} className="filter-group" data-part={group.id}>
      <legend className="visually-hidden">{name}</legend>
      <div className="filter-group-head">
        <Join group={group} isRoot={isRoot} onChange={onChange} />
        {onRemove && (
          <IconButton label="Remove this group" onClick={onRemove}>
            <Trash2 size={16} />
          </IconButton>
        )}
      </div>
      {missing.has(group.id) && <p className="field-error">{missing.get(group.id)}</p>}
      <ul className="filter-parts">
        {group.parts.map((part) => (
          <li key={part.id} data-part={part.id}>
            {isGroup(part) ? (
              <GroupEditor
                group={part}
                missing={missing}
                onChange={(now) => replace(part.id, () => now)}
                onRemove={() => replace(part.id, () => null)}
              />
            ) : (
              <ConditionRow
                condition={part}
                isNested={isNested}
                missing={missing.get(part.id)}
                onChange={(now) => replace(part.id, () => now)}
                onRemove={() => replace(part.id, () => null)}
              />
            )}
          </li>
        ))}
      </ul>
      <div className="row">
        <Button look="quiet" onClick={() => add(newCondition())}>
          <Plus size={16} aria-hidden="true" /> Add condition
        </Button>
        {isRoot && (
          <Button look="quiet" onClick={() => add(groupOf(group.join === 'all' ? 'any' : 'all', [newCondition()]))}>
            <Plus size={16} aria-hidden="true" /> Add group
          </Button>
        )}
      </div>
    </fieldset>
  );
}

/** All or any, and the opposite of it. */
function Join({ group, isRoot, onChange }: Pick<Props, 'group' | 'isRoot' | 'onChange'>) {
  return (
    <>
      <select
        className="input select filter-join"
        aria-label={isRoot ? 'How the conditions join' : 'How the conditions of this group join'}
        value={group.join}
        onChange={(event) => onChange({ ...group, join: event.target.value === 'any' ? 'any' : 'all' })}
      >
        <option value="all">All of these</option>
        <option value="any">Any of these</option>
      </select>
      <Choice checked={group.not} onChange={(event) => onChange({ ...group, not: event.target.checked })}>
        Not
      </Choice>
    </>
  );
}
