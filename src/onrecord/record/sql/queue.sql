-- What a reviewer should look at, the most valuable first: what fails, then what is uncertain, then
-- a random sample that a seed fixes. What was decided already is left out. Chances are drawn only
-- for the queues that the rows asked for come from: they cost more than all the rest.
with finding as (
    select 'figure' as "table", id, document, outcome, score, method from figure
    union all select 'statement', id, document, outcome, score, method from statement
        where "repeats" is null
    union all select 'event', id, document, outcome, score, method from event
    union all select 'commitment', id, document, outcome, score, method from commitment
    union all select 'move', id, document, null, score, method from move where basis = 'proposed'
),
ranked as (
    select
        "table", id, score,
        case
            when $queue in ('', 'failures') and (outcome = 'fails' or outcome = 'contradicted') then 0
            when $queue in ('', 'uncertain') and score < 0.7
                and (outcome is null or outcome <> 'fails') then 1
            when $queue in ('', 'sample') then 2
        end as rank
    from finding
    where ($table = '' or "table" = $table) and id not in (select unnest($done))
),
counted as (
    select rank, count(*) as held, sum(count(*)) over (order by rank) as upto
    from ranked
    where rank is not null
    group by rank
)
select
    ['failures', 'uncertain', 'sample'][rank + 1] as queue, "table", id,
    (select sum(held) from counted)::bigint as waiting
from ranked
where rank in (select rank from counted where upto - held < $most)
order by
    rank, case when rank = 1 then score else 0 end,
    case when rank = 2 then md5(id || $seed) else md5(id) end
limit $most
