-- The commitments that are new within some days, of which something new is told, or that have a day
-- that may have passed.
with fresh as (
    select id from document where version_of is null and published_latest between $since and $until
)
select commitment.*
from commitment
where document in (select id from fresh)
    or due between $since and $until
    or id in (
        select commitment from move
        where document in (select id from fresh) or due between $since and $until
    )
order by commitment.rowid
