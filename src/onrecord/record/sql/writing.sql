-- How a build is written. Batches are too small to be shared among threads; without a limit DuckDB holds
-- what it wrote as long as the machine has room (docs/performance.md).
set threads to 1;
set memory_limit = '160MB';
