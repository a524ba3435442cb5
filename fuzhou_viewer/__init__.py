"""Reading government work summaries offline.

The layers, and the only way imports may point (import-linter holds them):

    __main__ > app | cli > ui > services > store | readers > paths > core

core      what a report is: frozen records and pure functions, standard library only
readers   a file to a manuscript; one format, one file
store     where reports are kept; SQLAlchemy lives here alone
services  what the program can do; no Qt
ui        what is seen and touched; Qt, and pyqtgraph in ui/chart_panel alone
app, cli  put the parts together: the window, the command line
"""
