"""The command line: what a call may say, what the commands do, how they end."""
