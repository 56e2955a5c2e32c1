delete from idempotency where created <= ?
