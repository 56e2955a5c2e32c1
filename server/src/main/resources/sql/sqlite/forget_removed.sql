delete from removed where at < ?
