"""Organisations, members, roles, login, sessions; and who may do what (`permissions`).

Public face: `services`, `queries`, `permissions`, `actor.Actor`, `policies.policy`.
"""
