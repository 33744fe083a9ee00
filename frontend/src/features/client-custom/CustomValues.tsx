import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { EditCustomValues } from '@/features/client-custom/EditCustomValues';
import { useCustomFields } from '@/features/custom-fields/known';
import { byFamily } from '@/features/custom-fields/words';
import { usePermission } from '@/features/session/session';
import {
  ClientCustomValuesDocument,
  type CustomFieldLineFragment,
  type CustomValuesFragment,
} from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { valueWords } from '@/lib/customValues';
import { useShortcuts } from '@/lib/shortcuts';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { Faces, Panel } from '@/ui/Panel';
import '@/features/client-custom/customValues.css';

/** What this client has in the store's own fields, grouped by what they hold, and changed all together. */
export default function CustomValues({ clientId }: { clientId: string }) {
  const asked = useAnswer(ClientCustomValuesDocument, { id: clientId });
  const known = useCustomFields();
  const [isEditing, edit] = useState(false);
  const client = asked.data?.client;
  const fields = known.asked.data?.customFields;
  const both = client && fields && { client, fields };
  const mayEdit = client?.viewerCan.update === true && (fields?.length ?? 0) > 0;
  useShortcuts(mayEdit ? { e: () => edit(true) } : {});
  const refetch = () => Promise.all([asked.refetch(), known.asked.refetch()]);
  return (
    <Panel
      title="Custom fields"
      className="custom-values"
      aside={
        mayEdit &&
        !isEditing && (
          <Button look="quiet" aria-keyshortcuts="e" onClick={() => edit(true)}>
            Edit
          </Button>
        )
      }
    >
      <Faces
        asked={{
          data: both ?? undefined,
          error: asked.error ?? known.asked.error,
          isPlaceholderData: asked.isPlaceholderData,
          refetch,
        }}
        rows={6}
        empty={{ when: (found) => found.fields.length === 0, face: <NoFields /> }}
      >
        {(found) => (isEditing ? <EditCustomValues {...found} onDone={() => edit(false)} /> : <ValueList {...found} />)}
      </Faces>
    </Panel>
  );
}

interface ListProps {
  client: CustomValuesFragment;
  fields: CustomFieldLineFragment[];
}

function ValueList({ client, fields }: ListProps) {
  const has = new Map(client.customFields.map(({ key, value }) => [key, value]));
  return (
    <div className="custom-families">
      {byFamily(fields).map((family) => (
        <section key={family.heading} aria-label={family.heading}>
          <h3>{family.heading}</h3>
          <dl>
            {family.fields.map(({ key, label, type }) => (
              <div key={key}>
                <dt dir="auto">{label}</dt>
                <dd dir="auto">
                  <Shown type={type} value={has.get(key)} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function Shown({ type, value }: { type: CustomFieldLineFragment['type']; value: unknown }) {
  const words = valueWords(type, value);
  if (words === '') return <span className="muted">–</span>;
  if (type === 'URL') {
    return (
      <a href={words} target="_blank" rel="noopener noreferrer">
        {words}
      </a>
    );
  }
  if (type === 'EMAIL') return <a href={`mailto:${words}`}>{words}</a>;
  if (type === 'PHONE') return <a href={`tel:${words}`}>{words}</a>;
  return <span className={type === 'LONG_TEXT' ? 'custom-lines' : undefined}>{words}</span>;
}

function NoFields() {
  const mayDefine = usePermission('custom_field.manage');
  return (
    <Empty title="No custom fields yet">
      {mayDefine && (
        <Link to="/settings/custom-fields" search={{ define: true }}>
          Define the first one
        </Link>
      )}
    </Empty>
  );
}
