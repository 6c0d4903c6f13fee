"""What things are: criteria, bids and evaluations, as frozen data."""
