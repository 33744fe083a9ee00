import { type Example, example } from '@/features/graphiql/example';

/** What lies beyond the clients themselves, and how something is written. */
export const OTHER_EXAMPLES: Example[] = [
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
