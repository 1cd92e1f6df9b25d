"""The window: thin; it asks the planner and shows tables.

app, main_window, document, actions, style, sheet, icons, faults
    the program, the window that wires everything, the open case with its undo stack, the commands a user can give.
models, commands
    tables as Qt sees them, and changes to them as steps that can be undone.
tasks
    the planner's long work, run in child processes and listened to.
widgets, dialogs, pages
    what is seen: parts, boxes that ask, and the pages, which do not know one another.
"""
