@echo off
rem Task Scheduler runs this: it appends what is said to a log, and ends with the exit code of unscaffold.
set UNSCAFFOLD_CACHE=C:\ProgramData\unscaffold\cache
"C:\Program Files\unscaffold\venv\Scripts\unscaffold.exe" expand C:\usercube\Conf --output C:\usercube\Expanded --log-format json 2>> C:\ProgramData\unscaffold\unscaffold.log
exit /b %ERRORLEVEL%
