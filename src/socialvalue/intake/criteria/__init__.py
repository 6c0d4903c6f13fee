"""The award model as a criteria file, with its faults and its worked examples."""
