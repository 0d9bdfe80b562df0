-- How many of the moments that fit each month has, by type; those that lie in no single month are
-- left out. The parameters are those of moments.sql.
with chosen as (
    select
        coalesce(event.happening, event.id) as one, event.type, event.date, event.id,
        date_diff('day', event.date[1], event.date[2]) as days
    from event
    join document on document.id = event.document
    where document.version_of is null
        and event.date is not null
        and event.id not in (select unnest($rejected))
        and ($type = '' or event.type = $type)
        and ($status = '' or event.status = $status)
        and ($first = '' or event.date[2] > cast(nullif($first, '') as date))
        and ($last = '' or event.date[1] <= cast(nullif($last, '') as date))
        and (
            ($one = '' and $other = '')
            or ($other = '' and list_contains(event.actors, $one))
            or ($one = '' and list_contains(event.actors, $other))
            or (list_contains(event.actors, $one)
                and (list_contains(event.targets, $other) or list_contains(event.actors, $other)))
            or (list_contains(event.actors, $other) and list_contains(event.targets, $one))
        )
)
select cast(date_trunc('month', date[1]) as date) as month, type, count(*) as moments
from (
    select * from chosen
    qualify row_number() over (partition by one order by days, date[1], id) = 1
)
where date[2] <= date_trunc('month', date[1]) + interval 1 month
group by all
order by all
