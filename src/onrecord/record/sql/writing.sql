-- How a build is written: batches are too small to be shared among threads.
set threads to 1;
