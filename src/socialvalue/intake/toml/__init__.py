"""Any hand-written file, read with every fault located."""
