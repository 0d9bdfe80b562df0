-- Which rows have an id that begins so.
select 'document', id from document where starts_with(id, $beginning)
union all
select 'origin', id from origin where starts_with(id, $beginning)
union all
select 'turn', id from turn where starts_with(id, $beginning)
union all
select 'statement', id from statement where starts_with(id, $beginning)
union all
select 'event', id from event where starts_with(id, $beginning)
union all
select 'happening', id from happening where starts_with(id, $beginning)
union all
select 'commitment', id from commitment where starts_with(id, $beginning)
union all
select 'move', id from move where starts_with(id, $beginning)
union all
select 'figure', id from figure where starts_with(id, $beginning)
union all
select 'position', id from position where starts_with(id, $beginning)
union all
select 'shift', id from shift where starts_with(id, $beginning)
union all
select 'programme', id from programme where starts_with(id, $beginning)
union all
select 'naming', id from naming where starts_with(id, $beginning)
union all
select 'belonging', id from belonging where starts_with(id, $beginning)
union all
select 'verdict', id from verdict where starts_with(id, $beginning)
union all
select 'actor', id from actor where starts_with(id, $beginning)
union all
select 'judgement', id from judgement where starts_with(id, $beginning)
union all
select 'series', id from series where starts_with(id, $beginning)
union all
select 'observation', id from observation where starts_with(id, $beginning)
union all
select 'review', id from review where starts_with(id, $beginning)
union all
select 'problem', id from problem where starts_with(id, $beginning)
order by 1, 2
limit $most
