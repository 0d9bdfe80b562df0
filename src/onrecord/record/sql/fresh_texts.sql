-- The texts of the documents that were published within some days.
select id, text
from document
where version_of is null and published_latest between $since and $until
