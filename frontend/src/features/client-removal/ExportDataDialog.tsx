import { useState } from 'react';
import { JobDialog } from '@/features/clients-bulk/JobDialog';
import { ExportClientDataDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { ConfirmDialog } from '@/ui/ConfirmDialog';

interface Props {
  client: { id: string; displayName: string };
  onClose: () => void;
}

/** Everything that is kept about a client, as one file: asked for, waited for, and handed over. */
export default function ExportDataDialog({ client, onClose }: Props) {
  const [key] = useState(() => crypto.randomUUID());
  const [jobId, setJobId] = useState<string>();
  if (jobId) return <JobDialog id={jobId} title="Export client data" onClose={onClose} />;
  return (
    <ConfirmDialog
      title="Export client data"
      act={`Export data of ${client.displayName || 'this client'}`}
      look="primary"
      onClose={onClose}
      onAct={async () => {
        const { exportClientData } = await ask(ExportClientDataDocument, { input: { clientId: client.id }, key });
        if (exportClientData.__typename !== 'Job') return refusalOf(exportClientData);
        setJobId(exportClientData.id);
        return undefined;
      }}
    >
      <p>
        One file with everything that is kept about this client, notes, tickets and mails included: JSON for programs,
        and a page to read. Who exports it is written down.
      </p>
    </ConfirmDialog>
  );
}
