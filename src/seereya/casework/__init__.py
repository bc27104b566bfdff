"""Legal support: case files, what was filed and received, what is due, what sleeps. Privileged: only counsel's vault opens it."""
