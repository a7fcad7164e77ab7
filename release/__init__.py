"""A release by one command: `python -m release VERSION`; CONTRIBUTING.md says how it is made."""
