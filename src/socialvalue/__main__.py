"""`python -m socialvalue`: the same command where its own name is not on the path or may not be run."""

from socialvalue.cli import main

if __name__ == "__main__":
    main()
