import { ClientLink } from '@/features/clients/ClientLink';
import { COLUMNS, secondLines } from '@/features/clients-list/columns';
import type { ClientRowFragment } from '@/generated/graphql';

interface RowProps {
  client: ClientRowFragment;
  /** Its place in the table, the head being 1; only known when counted from the list's start. */
  number: number | undefined;
  onOpen: () => void;
}

/** One client; the name is the link. */
export function Row({ client, number, onOpen }: RowProps) {
  return (
    <tr aria-rowindex={number} data-client={client.id}>
      {COLUMNS.map(({ key, cell }) => {
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
export function PlaceholderRow() {
  return (
    <tr>
      {COLUMNS.map(({ key }) => (
        <td key={key} data-column={key}>
          <span className="skeleton" />
        </td>
      ))}
    </tr>
  );
}
