"""The oracle: the model of the design written a second time, slowly and plainly, to check the planner's answers.

It reads a Case and shares no code with the planner beyond the tables.
"""
