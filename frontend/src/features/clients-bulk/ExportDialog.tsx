import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ColumnChoice } from '@/features/clients-bulk/ColumnChoice';
import type { Chosen } from '@/features/clients-bulk/chosen';
import { chosenAtFirst, type Offered } from '@/features/clients-bulk/exported';
import { JobDialog } from '@/features/clients-bulk/JobDialog';
import { type ClientOrder, ExportClientsDocument, ExportColumnsDocument, type ExportFormat } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { counted } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Choice, Choices } from '@/ui/Choice';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { Faces } from '@/ui/Panel';
import '@/features/clients-bulk/bulk.css';

interface Props {
  chosen: Chosen;
  orderBy: ClientOrder;
  /** The columns that the list shows. */
  shown: readonly string[];
  onClose: () => void;
}

/** Asks for a file of clients, waits for it, and hands it over. */
export function ExportDialog(props: Props) {
  const [jobId, setJobId] = useState<string>();
  const asked = useQuery(asking(ExportColumnsDocument, {}));
  if (jobId) return <JobDialog id={jobId} title="Export" onClose={props.onClose} />;
  return (
    <Dialog title="Export" size="small" onClose={props.onClose}>
      <Faces asked={{ ...asked, data: asked.data?.exportColumns }} rows={8}>
        {(offered) => <Wish {...props} offered={offered} onBegun={setJobId} />}
      </Faces>
    </Dialog>
  );
}

const FORMATS: Record<ExportFormat, string> = {
  CSV: 'CSV, for other programs',
  XLSX: 'XLSX, for Excel and other spreadsheets',
};

interface WishProps extends Props {
  offered: Offered[];
  onBegun: (jobId: string) => void;
}

function Wish({ chosen, orderBy, shown, offered, onClose, onBegun }: WishProps) {
  const [key] = useState(() => crypto.randomUUID());
  const [format, setFormat] = useState<ExportFormat>('CSV');
  const [columns, setColumns] = useState(() => chosenAtFirst(['name', ...shown], offered));
  const { filter, exceptIds, count } = chosen;
  const { run, waiting, refused } = useAct(async () => {
    const input = { format, columns, filter, exceptIds, orderBy };
    const { exportClients } = await ask(ExportClientsDocument, { input, key });
    if (exportClients.__typename !== 'Job') return refusalOf(exportClients);
    onBegun(exportClients.id);
  });
  return (
    <Form className="" onSubmit={() => run()} refused={refused}>
      <DialogBody>
        <p>
          {count === undefined ? 'All clients that match' : counted(count, 'client')}, in the list’s order. Who exports
          what is written down.
        </p>
        <Choices legend="Format">
          {(Object.keys(FORMATS) as ExportFormat[]).map((each) => (
            <Choice key={each} type="radio" name="format" checked={format === each} onChange={() => setFormat(each)}>
              {FORMATS[each]}
            </Choice>
          ))}
        </Choices>
        <ColumnChoice offered={offered} chosen={columns} onChoose={setColumns} />
      </DialogBody>
      <DialogFoot>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="primary"
          type="submit"
          waiting={waiting}
          unavailable={columns.length === 0 ? 'Choose at least one column.' : undefined}
        >
          Export {count === undefined ? 'the clients' : counted(count, 'client')}
        </Button>
      </DialogFoot>
    </Form>
  );
}
