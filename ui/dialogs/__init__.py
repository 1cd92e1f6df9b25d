"""Boxes that ask the user something, all of them behind ``ask``."""
