"""What the user named, as it is typed in a command."""

from sim.config.command_lines import quoted


def typed(text: object) -> str:
    """Write a folder or file as it is typed: in quotes if a shell would take it apart."""
    said = str(text)
    is_plain = all(each.isalnum() or each in "._-/~\\:" for each in said)
    return said if is_plain else quoted(said)
