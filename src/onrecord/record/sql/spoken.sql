-- What speakers of a country say that holds one of some names (a regular expression), with the
-- month in which they say it, where it is one.
with said as (
    select
        statement.content,
        case when statement.said_on is not null and len(statement.said_on) > 0
            then statement.said_on[1] else document.published end as first_day,
        case when statement.said_on is not null and len(statement.said_on) > 0
            then statement.said_on[2] - 1 else document.published_latest end as last_day
    from statement
    join document on document.id = statement.document
    where statement.speaker_country = $country
        and statement.repeats is null
        and document.version_of is null
        and statement.id not in (select unnest($rejected))
        and regexp_matches(statement.content, $names, 'i')
)
select cast(date_trunc('month', first_day) as date) as month, content, count(*) as times
from said
where date_trunc('month', first_day) = date_trunc('month', last_day)
group by all
