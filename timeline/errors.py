"""The errors that a user can cause."""


class TimelineError(Exception):
    """A problem the user can mend.

    Its text is one line that says what is wrong, where (file and line, when there is one) and what to do.
    """
