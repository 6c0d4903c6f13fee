"""The hand-written files beside a tender: the authority's look, the award's details, what is withheld."""
