import { Outcome } from '@/store/Outcome';
import { buttonClass } from '@/ui/Button';

/** In place of a page of the account's own, for who is there to order and sees no more of it than that. */
export default function OnlyOrderingPage() {
  return (
    <Outcome title="You are here to order">
      <p>Nothing else of this account is shown to you.</p>
      <a className={buttonClass('primary')} href="/store/catalogue">
        To the catalogue
      </a>
    </Outcome>
  );
}
