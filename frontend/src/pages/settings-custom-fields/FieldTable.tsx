import { Link } from '@tanstack/react-router';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { TYPE_WORDS, VISIBILITY_WORDS } from '@/features/custom-fields/words';
import type { CustomFieldListedFragment } from '@/generated/graphql';
import { counted } from '@/lib/formats';
import { RemoveFieldDialog } from '@/pages/settings-custom-fields/RemoveFieldDialog';
import { useMoveField } from '@/pages/settings-custom-fields/useMoveField';
import { Badge } from '@/ui/Badge';
import { IconButton } from '@/ui/Button';

/** The custom fields in their order, which the forms follow. Alt with an arrow moves the one that has the focus. */
export function FieldTable({ fields }: { fields: CustomFieldListedFragment[] }) {
  const table = useRef<HTMLTableElement>(null);
  const [removed, remove] = useState<CustomFieldListedFragment>();
  const { order, move } = useMoveField(fields);
  return (
    <div className="custom-scroll">
      <table ref={table} className="custom-table">
        <caption className="visually-hidden">
          Custom fields in their order. Alt with an arrow key moves a field.
        </caption>
        <thead>
          <tr>
            {['Label', 'Key', 'Type', 'Where shown', 'Required', 'Used by'].map((each) => (
              <th key={each} scope="col">
                {each}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">Acts</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {order.map((field, place) => (
            <FieldRow
              key={field.id}
              field={field}
              isFirst={place === 0}
              isLast={place === order.length - 1}
              onMove={(by) => void move(field, place + by)}
              onRemove={() => remove(field)}
            />
          ))}
        </tbody>
      </table>
      {removed && <RemoveFieldDialog field={removed} onClose={() => remove(undefined)} />}
    </div>
  );
}

interface RowProps {
  field: CustomFieldListedFragment;
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: number) => void;
  onRemove: () => void;
}

function FieldRow({ field, isFirst, isLast, onMove, onRemove }: RowProps) {
  const { label, key, type, visibility, required, searchable, clientCount } = field;
  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!event.altKey || by === 0) return;
    event.preventDefault();
    if (!(by < 0 ? isFirst : isLast)) onMove(by);
  };
  return (
    <tr onKeyDown={press}>
      <th scope="row">
        <Link
          to="/settings/custom-fields"
          search={{ edit: key }}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          dir="auto"
        >
          {label}
        </Link>
      </th>
      <td data-label="Key">
        <code>{key}</code>
      </td>
      <td data-label="Type">
        {TYPE_WORDS[type]} {searchable && <Badge>Searched</Badge>}
      </td>
      <td data-label="Where shown">{VISIBILITY_WORDS[visibility]}</td>
      <td data-label="Required">{required ? 'Yes' : 'No'}</td>
      <td data-label="Used by">{counted(clientCount, 'client')}</td>
      <td className="custom-acts">
        <IconButton
          label={`Move ${label} up`}
          unavailable={isFirst ? 'It is the first already.' : undefined}
          onClick={() => onMove(-1)}
        >
          <ArrowUp size={16} />
        </IconButton>
        <IconButton
          label={`Move ${label} down`}
          unavailable={isLast ? 'It is the last already.' : undefined}
          onClick={() => onMove(1)}
        >
          <ArrowDown size={16} />
        </IconButton>
        <IconButton label={`Remove ${label}`} onClick={onRemove}>
          <Trash2 size={16} />
        </IconButton>
      </td>
    </tr>
  );
}
