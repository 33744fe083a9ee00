"""What is asked, as screens and programs ask it."""

from __future__ import annotations

Q1 = """
query Q1($filter: ClientFilter) {
  clients(filter: $filter, first: 50) {
    nodes {
      id number version status displayName firstName lastName language currency createdAt
      emails { id address isDefault verifiedAt }
      defaultAddress { id line1 city postcode country }
      companies { id name taxId isDefault }
    }
  }
}
"""
Q3 = """
query Q3($id: ID!) {
  client(id: $id) {
    id number version status origin firstName lastName displayName allowLogin loginEmail language currency createdAt
    emails { id address label isDefault verifiedAt }
    addresses { id label line1 line2 city region postcode country isDefault }
    companies { id name taxId registrationNumber isDefault }
    phones { id number country label isDefault }
    emailHistory(first: 20) { nodes { id kind to subject state createdAt sentAt } }
    timeline(first: 20) { nodes { id at action actor { kind id name } changes { field before after } } }
    children(first: 20) { nodes { id number displayName status } }
  }
}
"""
LISTED = """
query List($filter: ClientFilter, $after: String) {
  clients(filter: $filter, first: 50, after: $after) {
    nodes {
      id number displayName status createdAt lastLoginAt loginEmail defaultEmail { address } defaultAddress { country }
    }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}
"""
CURSOR = "query Cursor($filter: ClientFilter) { clients(filter: $filter, first: 1) { pageInfo { endCursor } } }"
COUNTED = "query Count($filter: ClientFilter) { clients(filter: $filter, first: 1) { totalCount } }"
DASHBOARD = """
query Dashboard($from: Date, $to: Date) {
  clientDashboard(from: $from, to: $to, timezone: "Europe/Berlin") {
    tiles { name count before }
    newClients { date origin count }
    total { date count }
    byStatus { status count }
    byCountry { country count }
  }
}
"""
ADDED = """
mutation Add($input: AddClientInput!) {
  addClient(input: $input) { __typename ... on Client { id number displayName status loginEmail } }
}
"""
ADDED_BY_ORM = """
mutation Add($input: AddClientInput!) {
  addClient(input: $input) { __typename id number displayName status loginEmail }
}
"""
