"""Prints what a client returns, a line each, so that two servers' answers can be compared line by line."""

import os


def show(label, question):
    """Prints the label and the repr of what question() returns, or the error with its SQLSTATE."""
    try:
        answer = question()
    except Exception as error:  # every client has its own hierarchy
        print(f"{label}: {type(error).__name__} {sqlstate(error)}")
        if os.environ.get("SHOW_ERRORS"):
            print("    ", str(error).split("\n")[0][:300])
        return None
    if isinstance(answer, list):
        for item in answer:
            print(f"{label}: {item!r}")
        if not answer:
            print(f"{label}: []")
    else:
        print(f"{label}: {answer!r}")
    return answer


def sqlstate(error):
    """The SQLSTATE wherever the client keeps it, else the message's first line."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        for name in ("sqlstate", "pgcode"):
            value = getattr(error, name, None)
            if value:
                return value
        arguments = getattr(error, "args", ())
        if arguments and isinstance(arguments[0], dict) and "C" in arguments[0]:
            return arguments[0]["C"]
        last = str(error).split("\n")[0]
        error = getattr(error, "orig", None) or error.__cause__
    return last
