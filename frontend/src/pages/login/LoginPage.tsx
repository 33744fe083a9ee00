import { SignInForm } from '@/features/session/SignInForm';
import { Brand } from '@/ui/Brand';
import { useWindowTitle } from '@/ui/PageHeader';
import '@/pages/login/login.css';

/** The one page for those who are not signed in; afterwards they are where they wanted to be. */
export function LoginPage({ onSignedIn }: { onSignedIn: () => Promise<unknown> | unknown }) {
  useWindowTitle('Sign in');
  return (
    <main className="login">
      <Brand />
      <section className="login-card" aria-labelledby="sign-in">
        <h1 id="sign-in">Sign in</h1>
        <SignInForm onSignedIn={onSignedIn} />
      </section>
      <details className="login-help">
        <summary>Cannot sign in?</summary>
        <p>
          Accounts are made by whoever runs this installation. The first administrator is shown when Atrium starts for
          the first time; another is added with <code>atrium add-staff you@example.org</code>.
        </p>
      </details>
    </main>
  );
}
