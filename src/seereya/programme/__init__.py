"""The joint, funded programme: grants, logframe, indicators, budget, expenses and reports."""
