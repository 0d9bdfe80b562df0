-- The names given, one a row.
select unnest($names) as name
