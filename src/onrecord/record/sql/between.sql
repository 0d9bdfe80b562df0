-- The dated events between two sides, of each happening the best dated report. The columns are those
-- that views over time read.
select * exclude (reported, days)
from dated_event($one, $other, '', '', '', '', $rejected)
qualify row_number() over (partition by reported order by days, date[1], id) = 1
