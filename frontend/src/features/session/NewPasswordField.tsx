import { PasswordField } from '@/ui/PasswordField';

/** A password that is being chosen. It can be looked at, so it is typed once. */
export function NewPasswordField({
  name,
  label = 'Password',
  error,
}: {
  name: string;
  label?: string;
  error?: string;
}) {
  return (
    <PasswordField
      label={label}
      name={name}
      autoComplete="new-password"
      hint="At least ten characters. A few unrelated words make a good one."
      error={error}
    />
  );
}
