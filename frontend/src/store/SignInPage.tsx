import { ClientSignInDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { refusal, refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { DOOR } from '@/store/door';
import { wayBack } from '@/store/wayBack';
import { Button } from '@/ui/Button';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { PasswordField } from '@/ui/PasswordField';

/** E-mail and password; one neutral refusal for every cause. */
export default function SignInPage() {
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const variables = { email: String(typed.get('email')).trim(), password: String(typed.get('password')) };
    if (!variables.email || !variables.password) return refusal('Please type your email address and your password.');
    const { clientSignIn: answer } = await ask(ClientSignInDocument, variables, DOOR);
    if (answer.__typename !== 'SignedIn') return refusalOf(answer);
    window.location.assign(wayBack());
    return undefined;
  });
  return (
    <>
      <h1>Sign in</h1>
      <Form className="store-form" onSubmit={run} refused={refused} onForgive={forgive}>
        <TextField label="Email" name="email" type="email" autoComplete="username" spellCheck={false} />
        <PasswordField label="Password" name="password" autoComplete="current-password" />
        <Button type="submit" look="primary" waiting={waiting}>
          Sign in
        </Button>
      </Form>
      <a href="/store/reset">Forgot password?</a>
    </>
  );
}
