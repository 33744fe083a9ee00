"""What a store or a caller has settled: counters, idempotency keys."""
