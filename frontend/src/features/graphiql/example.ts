import type { Written } from '@/features/graphiql/operations';

/** Something to begin with; every one of them works as it stands. */
export interface Example extends Written {
  title: string;
}

export const example = (title: string, query: string, variables: object = {}): Example => ({
  title,
  query: `${query.trim()}\n`,
  variables: Object.keys(variables).length > 0 ? JSON.stringify(variables, null, 2) : '',
});
