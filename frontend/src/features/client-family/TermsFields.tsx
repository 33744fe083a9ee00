import type { Terms } from '@/features/client-family/familyActs';
import { ACCESS_MEANS, ACCESS_WORDS, ACCESSES } from '@/features/client-family/words';
import { Choice, Choices } from '@/ui/Choice';
import { Switch } from '@/ui/Switch';

interface Props {
  terms: Terms;
  onChange: (terms: Terms) => void;
}

/** What the parent may do in the child's account, and who pays, each with what follows from it. */
export function TermsFields({ terms, onChange }: Props) {
  const { parentAccess, childBillsParent } = terms;
  return (
    <>
      <Choices legend="What the parent may do in the child’s account">
        {ACCESSES.map((access) => (
          <Choice
            key={access}
            type="radio"
            name="parentAccess"
            checked={access === parentAccess}
            onChange={() => onChange({ ...terms, parentAccess: access })}
          >
            {ACCESS_WORDS[access]}: <span className="muted">{ACCESS_MEANS[access]}</span>
          </Choice>
        ))}
      </Choices>
      <p className="muted">The child can lower this at the store, and sees there when the parent was in its account.</p>
      <Switch
        label="The parent pays for the child"
        hint={
          childBillsParent
            ? 'What the child orders and has not paid counts in the parent’s balance due.'
            : 'What the child orders and has not paid counts in its own balance due.'
        }
        checked={childBillsParent}
        onChange={(event) => onChange({ ...terms, childBillsParent: event.target.checked })}
      />
    </>
  );
}
