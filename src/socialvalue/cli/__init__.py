"""The command line: parse, call, show. Nothing imports this room."""

from socialvalue.cli.app import main

__all__ = ["main"]
