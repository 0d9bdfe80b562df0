-- How many findings of each kind there are, and how many of each outcome. What stands in several
-- versions of one document is counted once: the same words, as often as one version has them.
-- A headline that repeats a statement of its body is not counted.
with finding as (
    select 'statements' as kind, outcome, document, quote, id from statement
    where repeats is null
    union all select 'events', outcome, document, quote, id from event
    union all select 'commitments', outcome, document, quote, id from commitment
    union all select 'figures', outcome, document, quote, id from figure
),
numbered as (
    select
        finding.kind, finding.outcome, finding.quote,
        coalesce(document.version_of, document.id) as first,
        row_number() over (
            partition by finding.kind, document.id, finding.quote, finding.outcome
            order by finding.id
        ) as nth
    from finding
    join document on document.id = finding.document
    where finding.id not in (select unnest($rejected))
)
select kind, outcome, count(distinct (first, quote, nth))
from numbered
group by all
order by all
