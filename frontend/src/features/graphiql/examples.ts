import { type Example, example } from '@/features/graphiql/example';
import { OTHER_EXAMPLES } from '@/features/graphiql/otherExamples';

/** Everything offered, the simplest first. */
export const EXAMPLES: [Example, ...Example[]] = [
  example(
    'Newest clients',
    `
query NewestClients($first: Int, $after: String) {
  clients(first: $first, after: $after) {
    nodes {
      id
      number
      displayName
      status
      createdAt
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}`,
    { first: 10 },
  ),
  example(
    'Filter and sort clients',
    `
query UnverifiedClients($filter: ClientFilter, $orderBy: ClientOrder) {
  clients(filter: $filter, orderBy: $orderBy, first: 20) {
    nodes {
      number
      displayName
      defaultEmail {
        address
        verifiedAt
      }
      createdAt
    }
    totalCount
  }
}`,
    {
      filter: { or: [{ status: ['UNVERIFIED'] }, { country: ['DE', 'FR'] }], createdAt: { inLastDays: 365 } },
      orderBy: { field: 'NAME', direction: 'ASC' },
    },
  ),
  example(
    'Search clients',
    `
query SearchClients($term: String!) {
  searchClients(term: $term) {
    rule
    text
    client {
      number
      displayName
    }
  }
}`,
    { term: 'example.org' },
  ),
  example(
    'One client with contacts and history',
    `
query OneClient($number: Int!) {
  client(number: $number) {
    displayName
    status
    emails {
      address
      isDefault
      verifiedAt
    }
    phones {
      number
    }
    addresses {
      line1
      city
      country
    }
    timeline(first: 5) {
      nodes {
        at
        action
        actor {
          kind
          name
        }
        changes {
          field
          before
          after
        }
      }
    }
  }
}`,
    { number: 1001 },
  ),
  ...OTHER_EXAMPLES,
];
