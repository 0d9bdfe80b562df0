-- How many events pass from each side to each other one, most first.
select actor, target, count(*) as events
from (
    select unnest(actors) as actor, targets
    from counted_event($rejected)
    where len(targets) > 0
), unnest(targets) as named(target)
where actor <> target
group by all
order by events desc, actor, target
limit 400
