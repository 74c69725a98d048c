"""Figures that a draft proposes: what they count, and for which event."""
