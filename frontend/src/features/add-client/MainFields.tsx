import { labelOf } from '@/features/add-client/labels';
import type { Faults } from '@/lib/faults';
import { TextField } from '@/ui/Field';
import { Switch } from '@/ui/Switch';

interface Props {
  faults: Faults;
  allowLogin: boolean;
  onAllowLogin: (on: boolean) => void;
}

/** Who it is, and whether they may log in. Switching that off keeps the address that was typed. */
export function MainFields({ faults, allowLogin, onAllowLogin }: Props) {
  return (
    <>
      <div className="add-client-pair">
        <TextField
          label={labelOf('firstName')}
          name="firstName"
          autoComplete="off"
          error={faults.get('firstName')}
          data-autofocus
        />
        <TextField label={labelOf('lastName')} name="lastName" autoComplete="off" error={faults.get('lastName')} />
      </div>
      <TextField
        label={labelOf('company.name')}
        name="company.name"
        autoComplete="off"
        error={faults.get('company.name') ?? faults.get('company')}
        hint="A first name, a last name or a company: one of the three is enough."
      />
      <Switch
        label="Allow login"
        checked={allowLogin}
        onChange={(event) => onAllowLogin(event.target.checked)}
        hint={
          allowLogin
            ? 'A verification link is sent to this address.'
            : 'No mail is sent and the client cannot log in. An email is optional.'
        }
      />
      <TextField
        label={labelOf('email')}
        name="email"
        type="email"
        autoComplete="off"
        spellCheck={false}
        required={allowLogin}
        optional={!allowLogin}
        error={faults.get('email')}
      />
    </>
  );
}
