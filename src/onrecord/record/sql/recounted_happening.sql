-- Happenings without the reports that reviewers rejected. One origin alone neither corroborates nor contradicts.
with kept as (
    select event.happening as id, list(event.id) as events,
        count(distinct event.document) as documents,
        count(distinct coalesce(document.origin, document.id)) as origins
    from event
    join document on document.id = event.document
    where event.id not in (select unnest($rejected))
        and event.happening in (
            select happening from event where id in (select unnest($rejected))
        )
    group by event.happening
)
select happening.* replace (
    case when kept.id is null then happening.events
        else list_filter(happening.events, lambda one: list_contains(kept.events, one)) end as events,
    case when kept.origins = 1 then 'single-origin' else happening.outcome end as outcome,
    coalesce(kept.documents, happening.documents)::integer as documents,
    coalesce(kept.origins, happening.origins)::integer as origins
)
from happening
left join kept on kept.id = happening.id
order by happening.rowid
