"""The upload-and-read page (extra `web`): drop reports, read results, decide, download.

`app.py` has the routes, `desk.py` does the work behind them, `archive.py` keeps files and history,
`guard.py` keeps strangers out, `pages/` is what the browser gets.
"""
