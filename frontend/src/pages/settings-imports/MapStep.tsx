import { useQuery } from '@tanstack/react-query';
import { useCustomFields } from '@/features/custom-fields/known';
import {
  type ImportCardFragment,
  ImportChoicesDocument,
  ImportColumnsDocument,
  ImportMappingsDocument,
} from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { MapForm } from '@/pages/settings-imports/MapForm';
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
  const all = [columns, choices, kept, custom];
  const refetch = () => all.map((each) => each.error && each.refetch());
  const known = columns.data?.import?.columns;
  const data = known &&
    choices.data &&
    kept.data &&
    custom.data && {
      columns: known,
      choices: choices.data.importChoices,
      kept: kept.data.importMappings.nodes,
      custom: custom.data.customFields,
    };
  const error = all.find((each) => each.error)?.error ?? null;
  return (
    <Panel title="What the columns are" aside={work.isStaged && <SaveMapping importId={work.id} />}>
      <Faces asked={{ data, error, isPlaceholderData: false, refetch }} rows={10}>
        {(given) => <MapForm work={work} {...given} />}
      </Faces>
    </Panel>
  );
}
