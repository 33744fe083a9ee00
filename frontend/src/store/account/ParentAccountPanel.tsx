import { useState } from 'react';
import {
  type FamilyAccess,
  LowerParentAccessDocument,
  ParentAccountDocument,
  type ParentAccountQuery,
} from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { refusal } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { whyNot } from '@/store/acting/acting';
import { Why } from '@/store/acting/Why';
import { DOOR } from '@/store/door';
import { useAsked } from '@/store/useAsked';
import { Button } from '@/ui/Button';
import { Choice, Choices } from '@/ui/Choice';
import { Form } from '@/ui/Form';
import { Faces, Panel } from '@/ui/Panel';

type Parent = NonNullable<ParentAccountQuery['parentAccount']>;

const MAY: Record<FamilyAccess, string> = {
  NONE: 'cannot enter your account',
  VIEW: 'may look into your account',
  ORDER: 'may look into your account and order in your name',
  FULL: 'may do all in your account but what is yours alone',
};
const LESS: Record<FamilyAccess, string> = {
  NONE: 'Nothing: it is shut out at once',
  VIEW: 'Look',
  ORDER: 'Look and order',
  FULL: 'All but what is mine alone',
};
const RANKS = Object.keys(MAY) as FamilyAccess[];

/** The account above this one: who it is, what it may do here, and the way to let it do less. */
export function ParentAccountPanel() {
  const asked = useAsked(ParentAccountDocument, {});
  if (!asked.error && !asked.data?.parentAccount) return null;
  return (
    <Panel title="Your parent account">
      <Faces asked={asked} rows={3}>
        {({ parentAccount }) =>
          parentAccount && (
            <>
              <p>
                <strong>
                  <bdi>{parentAccount.publicName}</bdi>
                </strong>{' '}
                {MAY[parentAccount.parentAccess]}.
                {parentAccount.childBillsParent && ' What you order counts in its balance.'}
              </p>
              {parentAccount.parentAccess !== 'NONE' && (
                <Lower key={parentAccount.parentAccess} parent={parentAccount} onDone={asked.refetch} />
              )}
            </>
          )
        }
      </Faces>
    </Panel>
  );
}

function Lower({ parent, onDone }: { parent: Parent; onDone: () => Promise<void> }) {
  const less = RANKS.slice(0, RANKS.indexOf(parent.parentAccess));
  const [access, choose] = useState<FamilyAccess>(less[less.length - 1] ?? 'NONE');
  const { run, waiting, refused } = useAct(async () => {
    const { lowerParentAccess: answer } = await ask(LowerParentAccessDocument, { access }, DOOR);
    if (answer.__typename !== 'Client') return refusal(answer.message);
    await onDone();
    return undefined;
  });
  return (
    <Form onSubmit={run} refused={refused}>
      <Choices legend="Let it do less" hint="You cannot raise this again by yourself: ask us if it should be more.">
        {less.map((one) => (
          <Choice key={one} type="radio" name="access" checked={one === access} onChange={() => choose(one)}>
            {LESS[one]}
          </Choice>
        ))}
      </Choices>
      <div>
        <Button type="submit" waiting={waiting} unavailable={whyNot('person')}>
          Lower the access
        </Button>
        <Why wish="person" />
      </div>
    </Form>
  );
}
