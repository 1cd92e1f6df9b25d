"""Tables as Qt sees them."""
