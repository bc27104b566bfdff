"""Advocacy with States and international bodies: commitments, asks, actions, recommendations and submissions.

Public facts (commitments, recommendations, chronology, figures, calls) are read by the whole coalition and changed by whoever wrote
them. Asks and actions are an organisation's own; notes, stakeholders and links to incidents are sealed.
"""
