import { type FormEvent, useEffect, useMemo, useRef } from 'react';
import { Clashes } from '@/features/client-facts/Clashes';
import { EDITED_LABELS, type Edited, editedTags } from '@/features/client-facts/edited';
import { useEditing } from '@/features/client-facts/useEditing';
import { TagField } from '@/features/tags/TagField';
import { LeaveGuard } from '@/features/unsaved/LeaveGuard';
import type { FactsFragment } from '@/generated/graphql';
import { type Choice, currencies, languages } from '@/lib/codes';
import { Button } from '@/ui/Button';
import { SelectField, TextField } from '@/ui/Field';
import { Notice } from '@/ui/Notice';
import '@/features/client-facts/facts.css';

interface Props {
  facts: FactsFragment;
  onDone: () => void;
}

/** Changes the key facts where they stand; Ctrl Enter saves, Escape leaves them as they were. */
export function EditFacts({ facts, onDone }: Props) {
  const editing = useEditing(facts, onDone);
  const form = useRef<HTMLFormElement>(null);
  const { faults, edited, change } = editing;
  const choices = useMemo(() => ({ languages: languages(), currencies: currencies() }), []);
  useEffect(() => {
    const first = faults.keys().next().value;
    const field = first && form.current?.elements.namedItem(first);
    if (field instanceof HTMLElement) field.focus();
  }, [faults]);

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (editing.isChanged) void editing.save();
    else onDone();
  };
  const given = (key: keyof Edited) => ({
    label: EDITED_LABELS[key],
    name: key,
    value: edited[key],
    error: faults.get(key),
    onChange: (event: { target: { value: string } }) => change(key, event.target.value),
  });
  return (
    <form
      ref={form}
      className="facts-form"
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !editing.isChanged) onDone();
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
      }}
    >
      {editing.sentence && (
        <Notice tone={editing.clashes.length > 0 ? 'warn' : 'bad'} live>
          {editing.sentence}
          <Clashes clashes={editing.clashes} onChoose={change} />
        </Notice>
      )}
      <div className="facts-pair">
        <TextField {...given('firstName')} autoComplete="off" autoFocus />
        <TextField {...given('lastName')} autoComplete="off" />
        <SelectField {...given('language')}>{options(choices.languages, edited.language)}</SelectField>
        <SelectField {...given('currency')}>{options(choices.currencies, edited.currency)}</SelectField>
        <TextField {...given('externalId')} autoComplete="off" optional />
        <TagField
          label={EDITED_LABELS.tags}
          name="tags"
          values={editedTags(edited)}
          error={faults.get('tags')}
          optional
          onChange={(tags) => change('tags', tags.join('\n'))}
        />
      </div>
      <div className="row">
        <Button look="primary" type="submit" waiting={editing.waiting}>
          Save
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
      <LeaveGuard when={editing.isChanged} />
    </form>
  );
}

/** What the client has now stays choosable, also when it is not in the list. */
function options(choices: Choice[], current: string) {
  const known = choices.some(({ code }) => code === current);
  const all = known ? choices : [{ code: current, name: current || 'None' }, ...choices];
  return all.map(({ code, name }) => (
    <option key={code} value={code}>
      {name}
    </option>
  ));
}
