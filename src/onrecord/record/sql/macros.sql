-- What several queries share. Temporary: a macro lives as long as the opened record.

-- Does one side act on the other, or do both act together? A side that is left empty may be anybody.
create temp macro passes_between(actors, targets, side, counterpart) as (
    (side = '' and counterpart = '')
    or (counterpart = '' and list_contains(actors, side))
    or (side = '' and list_contains(targets, counterpart))
    or (list_contains(actors, side)
        and (list_contains(targets, counterpart) or list_contains(actors, counterpart)))
    or (list_contains(actors, counterpart) and list_contains(targets, side))
);

-- The events of documents that are no later version of another one, rejected ones left out.
create temp macro counted_event(rejected) as table
    select event.*
    from event
    join document on document.id = event.document
    where document.version_of is null and event.id not in (select unnest(rejected));

-- The dated events that fit, with the happening that each reports (itself where there is none),
-- and how many days its date is wide. What is left empty chooses nothing away.
create temp macro dated_event(side, counterpart, kind, state, first_day, last_day, rejected) as table
    select
        id, document, source, quote, type, mode, actors, targets, date, place, status, happening,
        outcome, coalesce(happening, id) as reported,
        date_diff('day', date[1], date[2]) as days
    from counted_event(rejected)
    where date is not null
        and (kind = '' or type = kind)
        and (state = '' or status = state)
        and (first_day = '' or date[2] > cast(nullif(first_day, '') as date))
        and (last_day = '' or date[1] <= cast(nullif(last_day, '') as date))
        and passes_between(actors, targets, side, counterpart);
