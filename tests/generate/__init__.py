"""Generated cases for tests: tiny ones with every feature mixed in, and realistic ones of three sizes."""
