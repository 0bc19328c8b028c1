"""News articles in, a published timeline out: every date with its reason."""
