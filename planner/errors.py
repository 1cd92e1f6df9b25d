"""Decides who is to blame: the user's data and files, or us."""


class UserError(Exception):
    """Something the user can mend: a sentence that says what and where, and the cure.

    Args:
        message: what is wrong, with the place, as a sentence.
        cure: what to do about it, as a sentence; may be empty.
    """

    def __init__(self, message: str, cure: str = "") -> None:
        super().__init__(message, cure)
        self.message = message
        self.cure = cure

    def __str__(self) -> str:
        return f"{self.message} {self.cure}".strip()


class PlannerBug(Exception):
    """A fault of ours: shown with its details to copy, never as advice to the user.

    Args:
        message: what went wrong, as a sentence.
        detail: what we need to find it, such as a traceback; may be empty.
    """

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message, detail)
        self.message = message
        self.detail = detail

    def __str__(self) -> str:
        return self.message
