"""The storefront's door: registering, ordering, and what a client does with the own account."""
