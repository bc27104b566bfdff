"""The floor of the house: no domain noun, no model, nothing that knows what Seereya is for.

`seal` is the only door to cryptography; `merkle` and `note` make an append-only log provable to strangers;
`identifiers` and `clock` are the only places where ids and the time come from.
"""
