"""Public events counted by others, taken in whole: read, compared, staged out of sight, then shown all at once; and undone.

`sources`: files, plain, gzip or sealed. `rows`: what each row of a file turned out to be. `versions`: an event as a row told it.
`published`: the index of what is visible. `running`: one import from its first row to its last. `undoing`, `tasks`: the rest.
"""
