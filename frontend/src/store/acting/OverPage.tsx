import { type Acting, leave, type over } from '@/store/acting/acting';
import { Outcome } from '@/store/Outcome';
import { buttonClass } from '@/ui/Button';

interface Props {
  entered: Acting;
  why: NonNullable<ReturnType<typeof over.get>>;
}

const WHY = {
  left: ['You have left the account', 'What you did there is kept, with your name and the client’s.'],
  expired: ['The 60 minutes are over', 'Nothing more can be done in the account. If there is more to do, start again.'],
  ended: [
    'The access to this account has ended',
    'Somebody ended it, the client may no longer sign in, or you have signed out or may no longer do this. Nothing that you tried just now was done.',
  ],
} as const;

const ENDED_FOR_PARENTS =
  'Its owner lets you do less there now, may no longer sign in, or you have signed out. Nothing that you tried just now was done.';

/** Stands in place of the page once the tab is no longer in the client's account. */
export default function OverPage({ entered, why }: Props) {
  const [title, words] = WHY[why];
  const isParent = entered.kind === 'PARENT';
  const advice = isParent && why === 'ended' ? ENDED_FOR_PARENTS : words;
  return (
    <Outcome title={title} good={why === 'left'}>
      <p>{advice}</p>
      <a
        className={buttonClass('primary')}
        href={isParent ? '/store/account' : `/clients/${entered.clientId}/overview`}
        onClick={leave}
      >
        {isParent ? 'Back to my account' : 'Back to the client’s page'}
      </a>
      {why !== 'left' && !isParent && (
        <a href="/store/login" onClick={leave}>
          Use the store as yourself
        </a>
      )}
    </Outcome>
  );
}
