-- How many events between two sides have no date.
select count(*)
from event
join document on document.id = event.document
where document.version_of is null
    and event.date is null
    and event.id not in (select unnest($rejected))
    and (
        (list_contains(event.actors, $one)
            and (list_contains(event.targets, $other) or list_contains(event.actors, $other)))
        or (list_contains(event.actors, $other) and list_contains(event.targets, $one))
    )
