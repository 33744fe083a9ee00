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
import { ColumnChoice } from '@/pages/settings-imports/ColumnChoice';
import { KeptMappings } from '@/pages/settings-imports/KeptMappings';
import { MapChoices } from '@/pages/settings-imports/MapChoices';
import {
  type Choice,
  columnsOf,
  draftOf,
  faultsByColumn,
  fieldsTwice,
  missingIn,
  offersOf,
} from '@/pages/settings-imports/mapping';
import { Button } from '@/ui/Button';
import { Form } from '@/ui/Form';
import { Notice } from '@/ui/Notice';

interface Props {
  work: ImportCardFragment;
  columns: ImportColumnLineFragment[];
  choices: ImportChoicesQuery['importChoices'];
  kept: KeptMappingFragment[];
  custom: readonly CustomFieldLineFragment[];
}

/** Every column with what it probably is; what has to be there and is not stands on top. */
export function MapForm({ work, columns, choices, kept, custom }: Props) {
  const [draft, setDraft] = useState(() => draftOf(work, columns));
  const navigate = useNavigate();
  const offers = useMemo(() => offersOf(choices.fields, draft), [choices, draft]);
  const twice = fieldsTwice(draft);
  const missing = missingIn(
    draft,
    custom.filter(({ required }) => required),
  );

  /** @param preset given, it says what the columns are, instead of what is chosen here. */
  const map = async (preset?: string) => {
    const { allowLogin, whenFound, defaultCountry } = draft;
    const given = preset === undefined ? columnsOf(draft) : [];
    const input = {
      importId: work.id,
      columns: given,
      preset: preset ?? work.preset,
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
    const step = preset === undefined ? 'review' : 'map';
    await navigate({ to: '.', search: { step }, replace: preset !== undefined });
    return undefined;
  };
  const { run, forgive, waiting, refused } = useAct(map);
  const choose = (name: string, choice: Choice) =>
    setDraft((now) => ({ ...now, choices: { ...now.choices, [name]: choice } }));

  return (
    <Form refused={refused} onForgive={forgive} onSubmit={() => void run()}>
      <KeptMappings
        preset={work.preset}
        presets={choices.presets}
        kept={kept}
        onKept={(apply) => setDraft(apply)}
        onPreset={(preset) => void run(preset)}
      />
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
