import { Outcome } from '@/store/Outcome';

const NEXT = {
  order: 'We have written to you how it goes on with your order.',
  registration: 'We have sent you a mail. Follow the link in it, then you can sign in.',
};

/** After registering or ordering as a guest: the same words for every address. */
export function CheckMail({ email, what }: { email: string; what: keyof typeof NEXT }) {
  return (
    <Outcome title="Check your mail" good>
      <p>
        Thank you. {NEXT[what]} It goes to <bdi>{email}</bdi>.
      </p>
      <p className="muted">Nothing there? Look among the unwanted mails, or check the address.</p>
      <a href="/store/catalogue">Back to the catalogue</a>
    </Outcome>
  );
}
