-- The statements of speakers of a country whose words hold one of some names (a regular expression).
select id, document, speaker_country, content, said_on, "repeats"
from statement
where speaker_country = $country
    and "repeats" is null
    and id not in (select unnest($rejected))
    and regexp_matches(content, $names, 'i')
