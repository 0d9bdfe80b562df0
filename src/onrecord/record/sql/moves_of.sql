-- The moves of some commitments, and those that tell that one of them was said before.
select move.*
from move
where commitment in (select unnest($ids)) or finding in (select unnest($ids))
order by move.rowid
