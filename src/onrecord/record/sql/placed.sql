-- The rows of a table with the place of each, by which they can be put in order again.
select *, rowid as place_in_table from {table}
