"""Changes to tables as steps that can be undone."""
