"""Actors that an article names, and which words mean them."""
