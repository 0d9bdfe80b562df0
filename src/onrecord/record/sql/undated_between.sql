-- How many events between two sides have no date.
select count(*)
from counted_event($rejected)
where date is null and passes_between(actors, targets, $one, $other)
