import { useState } from 'react';
import { Outside } from '@/features/session/Outside';
import { SignInForm } from '@/features/session/SignInForm';
import { ForgotPassword } from '@/pages/login/ForgotPassword';
import { useForgotten } from '@/pages/login/useForgotten';
import '@/pages/login/login.css';

/** The one page for those who are not signed in; afterwards they are where they wanted to be. */
export function LoginPage({ onSignedIn }: { onSignedIn: () => Promise<unknown> | unknown }) {
  const [email, setEmail] = useState('');
  const [isForgotten, forget] = useForgotten();
  if (isForgotten) return <ForgotPassword email={email} onBack={() => forget(false)} />;
  const ask = (typed: string) => {
    setEmail(typed);
    forget(true);
  };
  return (
    <Outside title="Sign in" below={<Help />}>
      <SignInForm onSignedIn={onSignedIn} email={email} onForgot={ask} />
    </Outside>
  );
}

function Help() {
  return (
    <details className="login-help">
      <summary>Cannot sign in?</summary>
      <p>
        Colleagues who may manage staff can invite you by mail. The first administrator is shown when Atrium starts for
        the first time; whoever runs this installation adds another with <code>atrium add-staff you@example.org</code>.
      </p>
    </details>
  );
}
