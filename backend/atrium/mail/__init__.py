"""Mail as rows: the outbox, its templates, its delivery."""
