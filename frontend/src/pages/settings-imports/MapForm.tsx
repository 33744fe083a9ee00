import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import {
  type CustomFieldLineFragment,
  type ImportCardFragment,
  type ImportChoicesQuery,
  type ImportColumnLineFragment,
  type KeptMappingFragment,
  MapImportDocument,
} from '@/generated/graphql';
import { formatList } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusal } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { shown } from '@/pages/settings-imports/acts';
import { BeginWith } from '@/pages/settings-imports/BeginWith';
import { ColumnChoice } from '@/pages/settings-imports/ColumnChoice';
import { MapChoices } from '@/pages/settings-imports/MapChoices';
import {
  type Choice,
  columnsOf,
  type Draft,
  faultsByColumn,
  fieldsTwice,
  missingIn,
  offersOf,
} from '@/pages/settings-imports/mapping';
import type { ImportSearch } from '@/pages/settings-imports/search';
import { Button } from '@/ui/Button';
import { Form } from '@/ui/Form';
import { Notice } from '@/ui/Notice';

interface Props {
  work: ImportCardFragment;
  columns: ImportColumnLineFragment[];
  choices: ImportChoicesQuery['importChoices'];
  kept: KeptMappingFragment[];
  /** What was chosen to begin with, and what it makes of the columns. */
  begun: Pick<ImportSearch, 'preset' | 'mapping'>;
  start: Draft;
  custom: readonly CustomFieldLineFragment[];
}

/** Every column with what it probably is; what has to be there and is not stands on top. */
export function MapForm({ work, columns, choices, kept, custom, begun, start }: Props) {
  const [draft, setDraft] = useState(start);
  const navigate = useNavigate();
  const offers = useMemo(() => offersOf(choices.fields, draft), [choices, draft]);
  const twice = fieldsTwice(draft);
  const missing = missingIn(
    draft,
    custom.filter(({ required }) => required),
  );

  const preset = begun.preset ?? kept.find(({ id }) => id === begun.mapping)?.preset ?? work.preset;
  const title = choices.presets.find(({ name }) => name === preset)?.title;

  const map = async () => {
    const { allowLogin, whenFound, defaultCountry } = draft;
    const input = {
      importId: work.id,
      columns: columnsOf(draft),
      preset,
      allowLogin,
      whenFound,
      defaultCountry,
    };
    const { mapImport: answer } = await ask(MapImportDocument, { input });
    if (answer.__typename === 'InvalidInput') {
      const faults = faultsByColumn(answer.fields, draft);
      return refusal(faults.get('columns') ?? 'Nothing was mapped yet. Please correct what is marked.', faults);
    }
    const refused = shown(answer);
    if (refused) return refused;
    queryClient.removeQueries({ queryKey: ['ImportRows'] });
    queryClient.removeQueries({ queryKey: ['ImportColumns'] });
    await navigate({ to: '.', search: { step: 'review' } });
    return undefined;
  };
  const { run, forgive, waiting, refused } = useAct(map);
  const choose = (name: string, choice: Choice) =>
    setDraft((now) => ({ ...now, choices: { ...now.choices, [name]: choice } }));

  return (
    <Form refused={refused} onForgive={forgive} onSubmit={() => void run()}>
      <div className="imports-begin">
        <BeginWith
          label="Take over a mapping"
          none="As mapped last, or guessed"
          hint={
            title
              ? `Taken as an export of ${title}: its columns are known.`
              : 'Columns were guessed by their headings. Correct what is wrong.'
          }
          begun={begun}
          presets={choices.presets}
          kept={kept}
          onBegin={(to) => void navigate({ to: '.', search: { step: 'map', ...to }, replace: true })}
        />
      </div>
      {missing.length > 0 && (
        <Notice tone="warn">
          Required and not mapped: {formatList(missing)}. Rows that add a client without them will be refused.
        </Notice>
      )}
      <ul className="imports-columns" aria-label="Columns">
        {columns.map((column) => {
          const choice = draft.choices[column.name] ?? { field: '', values: {} };
          const isTwice = twice.has(choice.field) && 'Another column is this field already.';
          return (
            <ColumnChoice
              key={column.name}
              column={column}
              choice={choice}
              offers={offers}
              custom={custom}
              error={refused?.faults.get(`field:${column.name}`) ?? (isTwice || undefined)}
              onChoose={(chosen) => choose(column.name, chosen)}
            />
          );
        })}
      </ul>
      <MapChoices
        draft={draft}
        faults={refused?.faults}
        onChange={(part) => setDraft((now) => ({ ...now, ...part }))}
      />
      <div>
        <Button type="submit" look="primary" waiting={waiting}>
          Look through the rows
        </Button>
      </div>
    </Form>
  );
}
