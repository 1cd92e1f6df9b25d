"""The planner's long work, run in child processes and listened to."""
