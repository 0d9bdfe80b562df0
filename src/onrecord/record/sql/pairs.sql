-- How many events pass from each side to each other one, most first. Events of the same sides are
-- counted together before the sides are taken apart.
with alike as (
    select actors, targets, count(*) as events
    from counted_event($rejected)
    where len(targets) > 0
    group by all
)
select actor, target, sum(events)::bigint as events
from (
    select unnest(actors) as actor, targets, events from alike
) as acting, unnest(targets) as named(target)
where actor <> target
group by all
order by events desc, actor, target
limit 400
