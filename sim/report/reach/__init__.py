"""The least money that reaches a goal, in words: five lines, the account, a table."""
