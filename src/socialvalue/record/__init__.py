"""What happened and when: an append-only, chained history beside the competition, and copies of what was received."""
