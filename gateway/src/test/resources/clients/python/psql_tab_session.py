"""What psql's TAB key offers: each line of psql_tab.txt is typed in a terminal, and all that may stand at its end is printed."""

import fcntl
import os
import pathlib
import pty
import re
import select
import struct
import termios
import time

SECONDS_MAX = 30
PROMPT = b"[psql]"
INSERT_COMPLETIONS = b"\x1b*"
BEGINNING_OF_LINE = b"\x01"
DELETE_CHARACTER = b"\x04"
# a terminal so wide that no line is folded
COLUMNS = 30000


class Terminal:
    """psql in a terminal of its own, reading lines with readline."""

    def __init__(self):
        inputrc = pathlib.Path(os.environ["WORK"], "inputrc")
        inputrc.write_text("set bell-style none\nset enable-bracketed-paste off\n")
        child, self.terminal = pty.fork()
        if child == 0:
            os.environ.update(TERM="dumb", INPUTRC=str(inputrc), PSQL_HISTORY="/dev/null", PAGER="")
            os.execvp("psql", ["psql", "-X", "-q", "-v", "PROMPT1=" + PROMPT.decode(), "-v", "PROMPT2=" + PROMPT.decode()])
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
        self.marks = 0
        self.run(b"")

    def run(self, typed):
        """What is shown until psql has printed a mark after what was typed, and asks for the next line."""
        self.marks += 1
        os.write(self.terminal, typed + b"\r\\echo <`expr %d '*' 7`>\r" % self.marks)
        end = re.compile(rb"\n<%d>\r\n.*%s" % (self.marks * 7, re.escape(PROMPT)), re.DOTALL)
        shown = b""
        until = time.monotonic() + SECONDS_MAX
        while not end.search(shown):
            ready, _, _ = select.select([self.terminal], [], [], max(0, until - time.monotonic()))
            if not ready:
                raise TimeoutError(shown.decode(errors="replace"))
            shown += os.read(self.terminal, 65536)
        return shown

    def offered(self, line):
        """The line with all its ends, which \\echo repeats; a backslash command without its backslash."""
        begun = b"\\echo [>"
        if line.startswith("\\"):
            begun = DELETE_CHARACTER + begun
        shown = self.run(line.encode() + INSERT_COMPLETIONS + b"<]" + BEGINNING_OF_LINE + begun)
        return re.search(rb"\n\[>(.*)<\]", shown).group(1).decode().strip()


def is_shared(word):
    """Whether it is no schema of a project, which PostgreSQL has not."""
    return word not in ("in_c_sales", "in_c_sales.")


psql = Terminal()
for line in pathlib.Path(__file__).with_name("psql_tab.txt").read_text().splitlines():
    print(f"{line}: {' '.join(filter(is_shared, psql.offered(line).split()))}")
database = os.environ["PGDATABASE"]
for line in ("\\c ", "\\l ", "ALTER DATABASE ", "COMMENT ON DATABASE "):
    print(f"{line}: {database in psql.offered(line).split()}")
