"""The judge of what runs remember: `python -m tests.histories --count 10000 --seed 1`.

A history is a small configuration and what happens to it: files are edited, moved, broken and mended, options change,
runs are killed. After each step, commands that remember must do as commands that do not, in every byte.
"""
