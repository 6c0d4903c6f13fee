"""The assessment summaries for suppliers."""
