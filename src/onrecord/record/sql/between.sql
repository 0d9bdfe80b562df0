-- The dated events between two sides, of each happening the best dated report. Later versions of a
-- document are left out. The columns are those that views over time read.
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
        and (
            (list_contains(event.actors, $one)
                and (list_contains(event.targets, $other) or list_contains(event.actors, $other)))
            or (list_contains(event.actors, $other) and list_contains(event.targets, $one))
        )
)
select * exclude (one, days)
from chosen
qualify row_number() over (partition by one order by days, date[1], id) = 1
