-- The dated events that fit, latest first: of each happening the best dated report, with the ids of
-- all its reports and how many moments there are. Empty parameters choose nothing away.
with chosen as (
    from dated_event($one, $other, $type, $status, $first, $last, $rejected)
),
best as (
    select * from chosen
    qualify row_number() over (partition by reported order by days, date[1], id) = 1
),
reports as (select reported, list(id order by id) as reports from chosen group by reported)
select best.* exclude (reported, days), reports.reports, count(*) over () as moments
from best
join reports using (reported)
order by date[1] desc, date[2] desc, id
limit $most
