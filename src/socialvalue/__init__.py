"""Evaluate bids against published award criteria, with every number's working."""

import os

# openpyxl writes with lxml where that happens to be installed, in other bytes. Set before anything imports openpyxl,
# whatever it was, so that two colleagues' workbooks are the same.
os.environ["OPENPYXL_LXML"] = "False"

__version__ = "1.0.0"
