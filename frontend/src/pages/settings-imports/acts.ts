import {
  CancelImportDocument,
  CommitImportDocument,
  type ImportCardFragment,
  ImportNowDocument,
  RevertImportDocument,
} from '@/generated/graphql';
import { keyOf } from '@/lib/asking';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { type Refusal, refusalOf } from '@/lib/refusals';

type Answer = ({ __typename: 'Import' } & ImportCardFragment) | { __typename: string; message: string };

/** The answer is what the page shows from now on, or why it was refused. */
export function shown(answer: Answer): Refusal | undefined {
  if ('message' in answer) return refusalOf(answer);
  queryClient.setQueryData(keyOf(ImportNowDocument, { id: answer.id }), { import: answer });
  return undefined;
}

export const commit = async (importId: string, sendVerification: boolean, idempotencyKey: string) =>
  shown((await ask(CommitImportDocument, { input: { importId, sendVerification }, idempotencyKey })).commitImport);

export const cancel = async (importId: string) =>
  shown((await ask(CancelImportDocument, { input: { importId } })).cancelImport);

export const revert = async (importId: string) =>
  shown((await ask(RevertImportDocument, { input: { importId } })).revertImport);
