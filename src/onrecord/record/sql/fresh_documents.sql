-- Some documents, and all that were published within some days, without their texts.
select
    id, title, outlet, published, published_latest, url, source, kind, language, origin, version_of,
    '' as text
from document
where (version_of is null and published_latest between $since and $until)
    or id in (select unnest($ids))
