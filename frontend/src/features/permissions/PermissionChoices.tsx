import { byRoom, usePermissions } from '@/features/permissions/usePermissions';
import { useViewer } from '@/features/session/session';
import { Choice, Choices } from '@/ui/Choice';
import { Faces } from '@/ui/Panel';
import '@/features/permissions/permissions.css';

interface Props {
  /** The name of the boxes in the form. */
  name: string;
  error?: string;
}

/** What may be given to others: no more than one may do oneself. */
export function PermissionChoices({ name, error }: Props) {
  const { permissions: own } = useViewer();
  const asked = usePermissions();
  const given = asked.data?.permissions.filter((permission) => own.includes(permission.name));
  return (
    <Choices legend="It may" error={error} hint="You can give only what you may do yourself.">
      <Faces asked={{ ...asked, data: given, isPlaceholderData: false }} rows={8}>
        {(permissions) =>
          byRoom(permissions).map(([room, each]) => (
            <fieldset key={room}>
              <legend className="permission-room muted">{room}</legend>
              {each.map((permission) => (
                <Choice key={permission.name} name={name} value={permission.name}>
                  {permission.sentence}
                </Choice>
              ))}
            </fieldset>
          ))
        }
      </Faces>
    </Choices>
  );
}
