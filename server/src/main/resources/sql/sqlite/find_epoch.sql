select value from meta where name = 'epoch'
