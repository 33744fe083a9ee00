import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useCustomFields } from '@/features/custom-fields/known';
import {
  type ImportCardFragment,
  ImportChoicesDocument,
  ImportColumnsDocument,
  ImportGuessesDocument,
  ImportMappingsDocument,
} from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { MapForm } from '@/pages/settings-imports/MapForm';
import { startOf, withGuesses } from '@/pages/settings-imports/mapping';
import { Progress } from '@/pages/settings-imports/Progress';
import { SaveMapping } from '@/pages/settings-imports/SaveMapping';
import { Faces, Panel } from '@/ui/Panel';

/** What the columns of the file are. */
export function MapStep({ work }: { work: ImportCardFragment }) {
  if (work.state === 'STAGING') {
    return (
      <Progress work={work} title="Looking through the rows">
        It goes on by itself: you may leave this page. Nothing is written to the clients yet.
      </Progress>
    );
  }
  return <ToBeMapped work={work} />;
}

function ToBeMapped({ work }: { work: ImportCardFragment }) {
  const columns = useQuery(asking(ImportColumnsDocument, { id: work.id }));
  const choices = useQuery(asking(ImportChoicesDocument, {}));
  const kept = useQuery(asking(ImportMappingsDocument, {}));
  const { asked: custom } = useCustomFields();
  const { preset, mapping } = useSearch({ from: '/staff/settings/imports/$importId' });
  const taken = useQuery({
    ...asking(ImportGuessesDocument, { id: work.id, preset: preset ?? '' }),
    enabled: preset !== undefined,
  });
  const all = [columns, choices, kept, custom, taken];
  const refetch = () => all.map((each) => each.error && each.refetch());
  const guesses = preset === undefined ? [] : taken.data?.importGuesses;
  const read = columns.data?.import?.columns;
  const data = read &&
    guesses &&
    choices.data &&
    kept.data &&
    custom.data && {
      columns: withGuesses(read, guesses),
      start: startOf(
        work,
        read,
        guesses,
        kept.data.importMappings.nodes.find(({ id }) => id === mapping),
      ),
      begun: { preset, mapping },
      choices: choices.data.importChoices,
      kept: kept.data.importMappings.nodes,
      custom: custom.data.customFields,
    };
  const error = all.find((each) => each.error)?.error ?? null;
  return (
    <Panel title="What the columns are" aside={work.isStaged && <SaveMapping importId={work.id} />}>
      <Faces asked={{ data, error, isPlaceholderData: false, refetch }} rows={10}>
        {(given) => <MapForm key={`${preset} ${mapping}`} work={work} {...given} />}
      </Faces>
    </Panel>
  );
}
