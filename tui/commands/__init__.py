"""The subcommands of ``breakeven``, one module each. They are imported only when called."""
