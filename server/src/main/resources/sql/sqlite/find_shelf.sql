select value from meta where name = 'shelf'
