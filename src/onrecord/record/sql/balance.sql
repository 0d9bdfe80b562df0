-- How many happenings of each type pass from one side to the other in each month, of each happening
-- the best dated report, with the ids of these; `month` is null for those that lie in no single
-- month. What both do together passes both ways.
with best as (
    from dated_event($one, $other, '', '', '', '', $rejected)
    qualify row_number() over (partition by reported order by days, date[1], id) = 1
),
placed as (
    select
        id, date, type,
        case when date[2] <= date_trunc('month', date[1]) + interval 1 month
            then cast(date_trunc('month', date[1]) as date) end as month,
        list_contains(actors, $one)
            and (list_contains(actors, $other) or list_contains(targets, $other)) as there,
        list_contains(actors, $other)
            and (list_contains(actors, $one) or list_contains(targets, $one)) as back
    from best
    where status in ('happened', 'ongoing')
)
select month, type, there, back, list(id order by date[1], date[2], id) as events,
    list(date order by date[1], date[2], id) as dates
from placed
group by month, type, there, back
order by all
