import { Check, Minus } from 'lucide-react';
import { byRoom } from '@/features/permissions/usePermissions';
import type { GroupLineFragment, PermissionLineFragment } from '@/generated/graphql';
import { allowedBy, type Draft } from '@/pages/settings-groups/draft';
import { GroupHead } from '@/pages/settings-groups/GroupHead';

interface Props {
  groups: GroupLineFragment[];
  permissions: PermissionLineFragment[];
  draft: Draft;
  onChoose: (group: GroupLineFragment, permission: string, on: boolean) => void;
}

/** A line for each permission, in a plain sentence; a column for each group. */
export function Matrix({ groups, permissions, draft, onChoose }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="panel matrix" aria-label="Permissions of the groups" tabIndex={0}>
      <table>
        <caption className="visually-hidden">What each group allows</caption>
        <thead>
          <tr>
            <th scope="col">Allows to</th>
            {groups.map((group) => (
              <GroupHead key={group.id} group={group} />
            ))}
          </tr>
        </thead>
        {byRoom(permissions).map(([room, each]) => (
          <tbody key={room}>
            <tr className="matrix-room">
              <th scope="rowgroup" colSpan={groups.length + 1}>
                {room}
              </th>
            </tr>
            {each.map((permission) => (
              <tr key={permission.name}>
                <th scope="row">{permission.sentence}</th>
                {groups.map((group) => (
                  <td key={group.id}>
                    <Cell
                      group={group}
                      permission={permission}
                      isAllowed={allowedBy(draft, group).has(permission.name)}
                      onChoose={(on) => onChoose(group, permission.name, on)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

interface CellProps {
  group: GroupLineFragment;
  permission: PermissionLineFragment;
  isAllowed: boolean;
  onChoose: (on: boolean) => void;
}

function Cell({ group, permission, isAllowed, onChoose }: CellProps) {
  if (group.isPreset) {
    return (
      <>
        {isAllowed ? <Check size={16} aria-hidden="true" /> : <Minus size={16} aria-hidden="true" className="muted" />}
        <span className="visually-hidden">{isAllowed ? 'Yes' : 'No'}</span>
      </>
    );
  }
  return (
    <label className="matrix-box">
      <input
        type="checkbox"
        checked={isAllowed}
        aria-label={`${group.name}: ${permission.sentence}`}
        onChange={(event) => onChoose(event.target.checked)}
      />
    </label>
  );
}
