select count(*) = 3 from information_schema.columns where table_name = 'feed_position';
