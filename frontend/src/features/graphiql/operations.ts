import { type DocumentNode, Kind, type OperationDefinitionNode, parse, print } from 'graphql';
import { askAsWritten } from '@/lib/graphql';

/** What an editor holds: the document, and its variables as JSON text. */
export interface Written {
  query: string;
  variables: string;
}

/** An answer ready to be read. */
export interface Outcome {
  text: string;
  status: number;
  milliseconds: number;
  bytes: number;
  requestId: string | null;
  isMutation: boolean;
}

/** Words for whoever wrote it: why it cannot even be sent. */
export class Unsendable extends Error {}

/**
 * Sends the operation at the cursor.
 * @param cursor the place in the document that says which of several operations is meant.
 * @throws Unsendable when the document or its variables cannot be read; Unreachable when no answer came.
 */
export async function send({ query, variables }: Written, cursor: number): Promise<Outcome> {
  const operation = operationAt(parsed(query), cursor);
  const body = { query, variables: parsedVariables(variables), operationName: operation.name?.value };
  const began = performance.now();
  const { status, text, requestId } = await askAsWritten(body);
  const milliseconds = performance.now() - began;
  const bytes = new TextEncoder().encode(text).length;
  const isMutation = operation.operation === 'mutation';
  return { text: readable(text), status, milliseconds, bytes, requestId, isMutation };
}

function parsed(query: string): DocumentNode {
  try {
    return parse(query);
  } catch (error) {
    throw new Unsendable(error instanceof Error ? error.message : 'This is not a GraphQL document.');
  }
}

/** The operation around the cursor, else the first. */
export function operationAt(document: DocumentNode, cursor: number): OperationDefinitionNode {
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const here = operations.find(({ loc }) => loc && loc.start <= cursor && cursor <= loc.end) ?? operations[0];
  if (!here) throw new Unsendable('There is no operation in this document, only fragments or types.');
  return here;
}

export function parsedVariables(text: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  const refused = new Unsendable('The variables must be a JSON object, as {"first": 10}.');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    throw refused;
  }
  throw refused;
}

const readable = (text: string) => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

/** The same, evenly indented; what cannot be read stays as it is. Comments have no place in a printed document. */
export function tidied({ query, variables }: Written): Written {
  try {
    return { query: query.includes('#') ? query : print(parsed(query)), variables: readable(variables) };
  } catch {
    return { query, variables: readable(variables) };
  }
}

/** What an operation is called in lists. */
export function nameOf(query: string): string {
  const [, kind, name] = /\b(query|mutation)\s+(\w+)/.exec(query) ?? [];
  return name ?? (kind ? `Unnamed ${kind}` : 'Unnamed query');
}
