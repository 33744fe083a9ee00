import type { InfiniteData } from '@tanstack/react-query';
import {
  DecideImportRowDocument,
  DecideImportRowsDocument,
  ImportNowDocument,
  ImportReasonsDocument,
  ImportRowsDocument,
  type ImportRowsQuery,
  type RowDecision,
  SkipImportRowDocument,
  type StagedRowFragment,
  UpdateImportRowDocument,
} from '@/generated/graphql';
import { keyOf } from '@/lib/asking';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { type Refusal, refusalOf } from '@/lib/refusals';
import { shown } from '@/pages/settings-imports/acts';
import { OUTCOMES } from '@/pages/settings-imports/words';
import { say } from '@/ui/toastList';

/** Gives a cell another text; the row is looked at anew. */
export async function mendCell(importId: string, line: number, heading: string, text: string) {
  const input = { importId, line, cells: { [heading]: text } };
  const { updateImportRow: answer } = await ask(UpdateImportRowDocument, { input });
  if (answer.__typename !== 'ImportRow') return notAny(answer);
  settle(answer);
  return undefined;
}

/** Leaves a row out, or takes it in again. */
export async function skipRow(importId: string, line: number, skip: boolean): Promise<Refusal | undefined> {
  const { skipImportRow: answer } = await ask(SkipImportRowDocument, { input: { importId, line, skip } });
  if (answer.__typename !== 'ImportRow') {
    say(answer.message);
    return notAny(answer);
  }
  settle(answer);
  return undefined;
}

/** Settles whom a row means. */
export async function decideRow(importId: string, line: number, decision: RowDecision, clientId?: string) {
  const input = { importId, line, decision, clientId: clientId ?? null };
  const { decideImportRow: answer } = await ask(DecideImportRowDocument, { input });
  if (answer.__typename !== 'ImportRow') {
    say(answer.message);
    return notAny(answer);
  }
  settle(answer);
  return undefined;
}

/** Settles all rows that wait for it alike; it goes on in the background. */
export async function decideAll(importId: string, decision: RowDecision): Promise<Refusal | undefined> {
  const { decideImportRows: answer } = await ask(DecideImportRowsDocument, { input: { importId, decision } });
  const refused = shown(answer);
  if (!refused) queryClient.removeQueries({ queryKey: keyOf(ImportRowsDocument) });
  return refused;
}

/** Maybe somebody has written the import meanwhile: where it is, is asked anew. */
function notAny(answer: Parameters<typeof refusalOf>[0]): Refusal {
  void queryClient.invalidateQueries({ queryKey: keyOf(ImportNowDocument) });
  return refusalOf(answer);
}

/**
 * The row stays in sight as it is now, also under an outcome that it no longer has, until other rows are asked for;
 * the counts are asked anew.
 */
function settle(row: StagedRowFragment): void {
  const rows = { queryKey: keyOf(ImportRowsDocument) };
  queryClient.setQueriesData<InfiniteData<ImportRowsQuery>>(rows, (known) => known && withRow(known, row));
  void queryClient.invalidateQueries({ ...rows, refetchType: 'none' });
  void queryClient.invalidateQueries({ queryKey: keyOf(ImportNowDocument) });
  void queryClient.invalidateQueries({ queryKey: keyOf(ImportReasonsDocument) });
  say(`Line ${row.line}: ${OUTCOMES[row.outcome][0].toLowerCase()}`);
}

function withRow(known: InfiniteData<ImportRowsQuery>, row: StagedRowFragment): InfiniteData<ImportRowsQuery> {
  const pages = known.pages.map((page) => {
    if (!page.import) return page;
    const nodes = page.import.rows.nodes.map((one) => (one.line === row.line ? row : one));
    return { ...page, import: { ...page.import, rows: { ...page.import.rows, nodes } } };
  });
  return { ...known, pages };
}
