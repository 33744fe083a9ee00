"""How the domain puts on GraphQL clothes."""
