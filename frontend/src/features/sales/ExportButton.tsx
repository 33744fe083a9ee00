import { Download } from 'lucide-react';
import { ExportSalesDocument, type ExportSalesInput } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { say } from '@/ui/toastList';

/** Saves what the page shows as a file; it is written down who did. */
export function ExportButton({ input }: { input: ExportSalesInput }) {
  const { run, waiting, refused } = useAct(async () => {
    const { name, text } = (await ask(ExportSalesDocument, { input })).exportSales;
    save(name, text);
    say(`${name} saved`);
    return undefined;
  });
  return (
    <>
      <Button onClick={() => void run()} waiting={waiting}>
        <Download size={16} aria-hidden="true" />
        Download CSV
      </Button>
      {refused && <p role="alert">{refused.sentence}</p>}
    </>
  );
}

function save(name: string, text: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
