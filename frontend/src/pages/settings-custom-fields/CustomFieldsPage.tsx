import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { CustomFieldListDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { part } from '@/lib/parts';
import { FieldTable } from '@/pages/settings-custom-fields/FieldTable';
import { buttonClass } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import '@/pages/settings-custom-fields/customFields.css';

const FieldDialog = lazy(() => part(() => import('@/pages/settings-custom-fields/FieldDialog')));

/** What this store wants to know about its clients beyond what everybody asks. */
export function CustomFieldsPage() {
  const { define, edit } = useSearch({ from: '/staff/settings/custom-fields' });
  const navigate = useNavigate();
  const asked = useQuery(asking(CustomFieldListDocument, {}));
  const edited = asked.data?.customFields.find(({ key }) => key === edit);
  const close = () => void navigate({ to: '/settings/custom-fields', search: {}, replace: true });
  return (
    <>
      <PageHeader title="Custom fields" windowTitle="Custom fields - Settings" crumbs="Settings">
        <Link className={buttonClass('primary')} to="/settings/custom-fields" search={{ define: true }}>
          <span className="button-label">
            <Plus size={16} aria-hidden="true" /> Define field
          </span>
        </Link>
      </PageHeader>
      <p className="muted custom-intro">
        What you want to know about clients beyond the usual. Forms and the client’s page show the fields in this order;
        the filter and the columns of the list offer them.
      </p>
      <section className="panel" aria-label="Custom fields">
        <Faces
          asked={asked}
          rows={6}
          empty={{ when: ({ customFields }) => customFields.length === 0, face: <NoFields /> }}
        >
          {({ customFields }) => <FieldTable fields={customFields} />}
        </Faces>
      </section>
      <Suspense fallback={null}>
        {define && <FieldDialog onClose={close} />}
        {edited && <FieldDialog key={edited.id} field={edited} onClose={close} />}
      </Suspense>
    </>
  );
}

function NoFields() {
  return (
    <Empty title="No custom fields yet">
      <Link to="/settings/custom-fields" search={{ define: true }}>
        Define the first one
      </Link>
      , as a loyalty number or an industry.
    </Empty>
  );
}
