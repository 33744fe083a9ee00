import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { ImportChoicesDocument, type ImportChoicesQuery, ImportMappingsDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { formatNumber } from '@/lib/formats';
import { saveAs } from '@/lib/saving';
import { BeginWith } from '@/pages/settings-imports/BeginWith';
import { FileDrop } from '@/pages/settings-imports/FileDrop';
import { Steps } from '@/pages/settings-imports/Steps';
import { templateText } from '@/pages/settings-imports/template';
import { useSending } from '@/pages/settings-imports/useSending';
import { Button } from '@/ui/Button';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import '@/pages/settings-imports/imports.css';

/** The first step: a file is chosen and sent. Nothing is written to the clients yet. */
export function NewImportPage() {
  const asked = useQuery(asking(ImportChoicesDocument, {}));
  return (
    <>
      <PageHeader
        title="New import"
        windowTitle="New import - Settings"
        crumbs={
          <>
            Settings / <Link to="/settings/imports">Imports</Link>
          </>
        }
      />
      <Steps now="upload" />
      <section className="panel" aria-label="Upload">
        <Faces asked={{ ...asked, isPlaceholderData: false }} rows={8}>
          {({ importChoices }) => <Upload choices={importChoices} />}
        </Faces>
      </section>
    </>
  );
}

function Upload({ choices: { presets, limits } }: { choices: ImportChoicesQuery['importChoices'] }) {
  const begun = useSearch({ from: '/staff/settings/imports/new' });
  const navigate = useNavigate();
  const kept = useQuery(asking(ImportMappingsDocument, {})).data?.importMappings.nodes ?? [];
  const sending = useSending(begun, limits.bytes);
  return (
    <div className="imports-upload">
      <FileDrop sending={sending} />
      <div className="stack">
        <BeginWith
          label="Begin with the mapping of"
          none="Find out by the headings"
          hint="Its columns are mapped for you. You can choose another one after the upload, too."
          begun={begun}
          presets={presets}
          kept={kept}
          onBegin={(search) => void navigate({ to: '/settings/imports/new', search, replace: true })}
        />
        <div>
          <Button onClick={() => saveAs(new Blob([templateText()], { type: 'text/csv' }), 'clients-template.csv')}>
            <Download size={16} aria-hidden="true" /> Template
          </Button>
          <p className="field-hint">A CSV file with the headings that are understood at once, and an example.</p>
        </div>
        <div className="field-hint">
          <p>
            At most {formatNumber(Math.floor(limits.bytes / 1_000_000))} MB, {formatNumber(limits.rows)} rows and{' '}
            {formatNumber(limits.columns)} columns. Encoding and delimiter are found out.
          </p>
          <p>Nothing is written before you commit it, and nobody is sent a mail.</p>
        </div>
      </div>
    </div>
  );
}
