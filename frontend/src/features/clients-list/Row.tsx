import type { MouseEvent } from 'react';
import { ClientLink } from '@/features/clients/ClientLink';
import { type Column, secondLines } from '@/features/clients-list/columns';
import type { ClientRowFragment } from '@/generated/graphql';

interface RowProps {
  client: ClientRowFragment;
  columns: readonly Column[];
  /** Its place in the table, the head being 1; only known when counted from the list's start. */
  number: number | undefined;
  isSelected: boolean;
  onSelect: (isRange: boolean) => void;
  onOpen: () => void;
}

/** One client; the name is the link. */
export function Row({ client, columns, number, isSelected, onSelect, onOpen }: RowProps) {
  return (
    <tr aria-rowindex={number} data-client={client.id} data-selected={isSelected || undefined}>
      <td data-column="select">
        <label className="clients-select">
          <input
            type="checkbox"
            aria-label={`Select ${client.displayName || 'No name'}`}
            checked={isSelected}
            onChange={(event) => onSelect((event.nativeEvent as unknown as MouseEvent).shiftKey === true)}
          />
        </label>
      </td>
      {columns.map(({ key, cell }) => {
        const second = secondLines[key] && <span className="clients-second ellipsis">{secondLines[key](client)}</span>;
        if (key !== 'name') {
          return (
            <td key={key} data-column={key}>
              {cell(client)}
              {second}
            </td>
          );
        }
        return (
          <th key={key} scope="row" data-column={key}>
            <ClientLink id={client.id} className="clients-name" onClick={onOpen}>
              {cell(client)}
            </ClientLink>
            {second}
          </th>
        );
      })}
    </tr>
  );
}

/** A row that is on its way. */
export function PlaceholderRow({ columns }: { columns: readonly Column[] }) {
  return (
    <tr>
      <td data-column="select" />
      {columns.map(({ key }) => (
        <td key={key} data-column={key}>
          <span className="skeleton" />
        </td>
      ))}
    </tr>
  );
}
