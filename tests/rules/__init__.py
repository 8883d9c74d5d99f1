"""Every equation: a number worked by hand, and a law."""
