-- The statements whose words differ from a transcript in documents published within some days.
select statement.*
from statement
join document on document.id = statement.document
where statement.outcome in ('fails', 'close')
    and document.version_of is null
    and document.published_latest between $since and $until
order by statement.rowid
