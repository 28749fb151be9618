select count(*) = 2 from pg_extension where extname in ('pg_trgm', 'unaccent');
select public.unaccent('Ärger') = 'Arger';
