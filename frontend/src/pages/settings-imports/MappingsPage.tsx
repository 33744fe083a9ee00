import { Link } from '@tanstack/react-router';
import { Columns3 } from 'lucide-react';
import { useState } from 'react';
import { ImportLink } from '@/features/clients/ImportLink';
import { ImportMappingsDocument, type KeptMappingFragment } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { counted } from '@/lib/formats';
import { RemoveMapping, RenameMapping } from '@/pages/settings-imports/MappingDialogs';
import { Button, buttonClass } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';
import { Time } from '@/ui/Time';
import '@/pages/settings-imports/imports.css';

/** The mappings that were kept: whose they are, and the ways to use, rename and forget them. */
export function MappingsPage() {
  const list = usePages(ImportMappingsDocument, {}, (answer) => answer.importMappings);
  return (
    <>
      <PageHeader
        title="Saved mappings"
        windowTitle="Saved mappings - Imports"
        crumbs={
          <>
            Settings / <Link to="/settings/imports">Imports</Link>
          </>
        }
      />
      <section className="panel imports-list" aria-label="Saved mappings">
        <Faces
          asked={{ ...list, data: list.nodes }}
          rows={4}
          empty={{
            when: (kept) => kept.length === 0,
            face: (
              <Empty title="No saved mappings yet" icon={<Columns3 size={24} aria-hidden="true" />}>
                <p>
                  Once the rows of a file were looked through, its mapping can be saved for the next one of its kind.
                </p>
                <ImportLink>New import</ImportLink>
              </Empty>
            ),
          }}
        >
          {(kept) => (
            <ul>
              {kept.map((mapping) => (
                <MappingRow key={mapping.id} mapping={mapping} />
              ))}
            </ul>
          )}
        </Faces>
        <ReadOn paged={list} label="Show more mappings" />
      </section>
    </>
  );
}

function MappingRow({ mapping }: { mapping: KeptMappingFragment }) {
  const [open, setOpen] = useState<'rename' | 'remove'>();
  const { id, name, columns, savedBy, createdAt } = mapping;
  const close = () => setOpen(undefined);
  return (
    <li className="imports-row">
      <bdi className="imports-name imports-file">{name}</bdi>
      <div className="imports-news muted">
        <span>{counted((columns as unknown[]).length, 'column')}</span>
        <span>
          {savedBy ? <bdi>{savedBy}</bdi> : 'Saved'}, <Time at={createdAt} relative />
        </span>
      </div>
      <div className="row imports-acts">
        <Link
          className={buttonClass()}
          to="/settings/imports/new"
          search={{ mapping: id }}
          aria-label={`Import with it: ${name}`}
        >
          Import with it
        </Link>
        <Button aria-label={`Rename ${name}`} onClick={() => setOpen('rename')}>
          Rename
        </Button>
        <Button look="danger" aria-label={`Remove ${name}`} onClick={() => setOpen('remove')}>
          Remove
        </Button>
      </div>
      {open === 'rename' && <RenameMapping mapping={mapping} onClose={close} />}
      {open === 'remove' && <RemoveMapping mapping={mapping} onClose={close} />}
    </li>
  );
}
