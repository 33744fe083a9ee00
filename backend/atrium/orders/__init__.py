"""What clients buy: products, orders, payments, and the services that run on."""
