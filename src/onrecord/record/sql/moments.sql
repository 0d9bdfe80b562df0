-- The dated events that fit, latest first: of each happening the best dated report, with the ids of
-- all its reports and how many moments there are. Empty parameters choose nothing away.
with chosen as (
    select
        event.id, event.document, event.source, event.quote, event.type, event.mode, event.actors,
        event.targets, event.date, event.place, event.status, event.happening, event.outcome,
        coalesce(event.happening, event.id) as one,
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
, best as (
    select *, row_number() over (partition by one order by days, date[1], id) as place_in_one
    from chosen
)
, reports as (select one, list(id order by id) as reports from chosen group by one)
select best.* exclude (one, days, place_in_one), reports.reports, count(*) over () as moments
from best
join reports using (one)
where place_in_one = 1
order by date[1] desc, date[2] desc, id
limit $most
