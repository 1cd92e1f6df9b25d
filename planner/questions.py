"""Decides what the command line answers about a case beside planning it."""
