"""Statements that a draft proposes: who says what to whom, when."""
