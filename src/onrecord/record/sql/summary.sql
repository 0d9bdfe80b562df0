-- How many findings of each kind there are, and how many of each outcome.
select kind, outcome, count(*)
from (
    select 'statements' as kind, outcome from statement
    union all select 'events', outcome from event
    union all select 'commitments', outcome from commitment
    union all select 'figures', outcome from figure
)
group by all
order by all
