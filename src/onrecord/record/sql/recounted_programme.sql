-- Programmes without the findings that reviewers rejected.
with gone as (
    select programme, count(*) as findings
    from belonging
    where finding in (select unnest($rejected))
    group by programme
)
select programme.* replace (
    (programme.findings - coalesce(gone.findings, 0))::integer as findings
)
from programme
left join gone on gone.programme = programme.id
order by programme.rowid
