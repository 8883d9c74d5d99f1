"""The error that users see when something cannot be done: one line, exit code 2, no traceback."""


class UserError(Exception):
    """A mistake that the user can fix; the message says what is wrong, where, and what to do."""
