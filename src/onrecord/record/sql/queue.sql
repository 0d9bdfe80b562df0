-- What a reviewer should look at, the most valuable first: what fails, then what is uncertain, then
-- a random sample that a seed fixes. What was decided already is left out.
with finding as (
    select 'figure' as "table", id, document, outcome, score, method from figure
    union all select 'statement', id, document, outcome, score, method from statement
        where "repeats" is null
    union all select 'event', id, document, outcome, score, method from event
    union all select 'commitment', id, document, outcome, score, method from commitment
    union all select 'move', id, document, null, score, method from move where basis = 'proposed'
),
queued as (
    select 'failures' as queue, "table", id, score, method, 0 as rank, md5(id) as chance
    from finding where outcome = 'fails' or outcome = 'contradicted'
    union all
    select 'uncertain', "table", id, score, method, 1, md5(id)
    from finding where score < 0.7 and (outcome is null or outcome <> 'fails')
    union all
    select 'sample', "table", id, score, method, 2, md5(id || $seed)
    from finding
),
chosen as (
    select queue, "table", id, rank, score, chance
    from queued
    where ($queue = '' or queue = $queue)
        and ($table = '' or "table" = $table)
        and id not in (select unnest($done))
    qualify row_number() over (partition by id order by rank) = 1
)
select queue, "table", id, count(*) over () as waiting
from chosen
order by rank, case when queue = 'uncertain' then score else 0 end, chance
limit $most
