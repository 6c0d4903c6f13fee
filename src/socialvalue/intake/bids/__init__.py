"""What came back from bidders: their forms and comparison workbooks."""
