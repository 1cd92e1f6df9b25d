"""Parts that pages are made of; they show and ask, and decide nothing."""
