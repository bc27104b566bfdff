"""Advocacy with States and international bodies: commitments, asks, actions, recommendations and submissions."""
