-- How many of the moments that fit each month has, by type; those that lie in no single month are
-- left out. The parameters are those of moments.sql.
select cast(date_trunc('month', date[1]) as date) as month, type, count(*) as moments
from (
    from dated_event($one, $other, $type, $status, $first, $last, $rejected)
    qualify row_number() over (partition by reported order by days, date[1], id) = 1
)
where date[2] <= date_trunc('month', date[1]) + interval 1 month
group by all
order by all
