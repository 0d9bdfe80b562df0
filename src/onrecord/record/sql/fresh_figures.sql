-- The figures that do not match in documents published within some days.
select figure.*
from figure
join document on document.id = figure.document
where figure.outcome = 'fails'
    and document.version_of is null
    and document.published_latest between $since and $until
order by figure.rowid
