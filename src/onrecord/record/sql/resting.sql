-- What stands on nothing but rejected findings: positions read in them, happenings of them alone.
select id from position where finding in (select unnest($rejected))
union
select id from happening where len(events) > 0 and list_has_all($rejected, events)
order by id
