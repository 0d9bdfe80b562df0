-- How many events pass from each side to each other one, most first; the later versions of a
-- document are left out.
select actor, target, count(*) as events
from (
    select unnest(event.actors) as actor, event.targets
    from event
    join document on document.id = event.document
    where document.version_of is null and len(event.targets) > 0
        and event.id not in (select unnest($rejected))
), unnest(targets) as named(target)
where actor <> target
group by all
order by events desc, actor, target
limit 400
