-- Rows whose id an earlier row of the table has; `this_table` is put in.
select rowid, id, source
from this_table
qualify row_number() over (partition by id order by rowid) > 1
order by rowid
