"""Letters and digits that choose."""


def index_of_key(key: str) -> int:
    """Which option, counted from 0, a typed character chooses: A and 1 the first one; -1 for none."""
    if len(key) != 1:
        return -1
    if key.isascii() and key.isalpha():
        return ord(key.upper()) - ord("A")
    return int(key) - 1 if key in "123456789" else -1
