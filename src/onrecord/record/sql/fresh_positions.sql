-- The positions that shifts told within some days lie between, and those that take the same stand
-- on the same day.
with shifted as (
    select unnest([shift.before, shift.after]) as id
    from shift
    join position on position.id = shift.after
    join document on document.id = position.document
    where document.version_of is null and document.published_latest between $since and $until
),
held as (
    select distinct issue, side, stance, day from position where id in (select id from shifted)
)
select position.*
from position
where exists (
    select 1 from held
    where held.issue is not distinct from position.issue
        and held.side is not distinct from position.side
        and held.stance is not distinct from position.stance
        and held.day is not distinct from position.day
)
order by position.rowid
