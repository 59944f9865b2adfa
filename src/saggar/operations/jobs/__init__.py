"""The page of background jobs, with failed ones to run again."""
