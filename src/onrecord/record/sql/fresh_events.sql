-- The events that documents published within some days tell, with the other reports of the same
-- happenings. Later versions of a document tell nothing new.
with fresh as (
    select id from document where version_of is null and published_latest between $since and $until
),
touched as (
    select distinct coalesce(happening, id) as one
    from event
    where date is not null and document in (select id from fresh)
)
select event.*
from event
where (date is null and document in (select id from fresh))
    or (date is not null and coalesce(happening, id) in (select one from touched))
order by event.rowid
