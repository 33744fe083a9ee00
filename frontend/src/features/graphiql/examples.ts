import type { Written } from '@/features/graphiql/operations';

/** Something to begin with; every one of them works as it stands. */
export interface Example extends Written {
  title: string;
}

const example = (title: string, query: string, variables: object = {}): Example => ({
  title,
  query: `${query.trim()}\n`,
  variables: Object.keys(variables).length > 0 ? JSON.stringify(variables, null, 2) : '',
});

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
  example(
    'Figures of the last 30 days',
    `
query Figures($timezone: String!) {
  clientDashboard(timezone: $timezone) {
    tiles {
      name
      count
      before
    }
    newClients {
      date
      origin
      count
    }
    byCountry {
      country
      count
    }
  }
}`,
    { timezone: 'Europe/Berlin' },
  ),
  example(
    'Follow what happens',
    `
query Events($after: String) {
  events(first: 20, after: $after) {
    nodes {
      at
      action
      clientId
      actor {
        kind
        name
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}`,
  ),
  example(
    'Mails that have not left',
    `
query MailsNotSent {
  mailbox(state: [WAITING, FAILED], first: 20) {
    nodes {
      to
      subject
      state
      attempts
      error
      nextAttemptAt
    }
    totalCount
  }
}`,
  ),
  example(
    'Who am I',
    `
query WhoAmI {
  viewer {
    staff {
      name
      email
      groups
    }
    permissions
  }
}`,
  ),
  example(
    'Add a client (writes)',
    `
mutation AddClient($input: AddClientInput!, $idempotencyKey: String) {
  addClient(input: $input, idempotencyKey: $idempotencyKey) {
    __typename
    ... on Client {
      id
      number
      version
      displayName
    }
    ... on Error {
      code
      message
    }
    ... on InvalidInput {
      fields {
        path
        message
      }
    }
  }
}`,
    { input: { firstName: 'Ada', lastName: 'Lovelace', allowLogin: false }, idempotencyKey: 'choose-one-yourself' },
  ),
];
