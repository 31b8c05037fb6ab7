"""The command: one module for each subcommand; parses options, calls the API, gives the exit code."""
