-- Rows by their numbers; `this_table` is put in.
delete from this_table where list_contains(?, rowid)
