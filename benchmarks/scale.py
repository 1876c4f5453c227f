#!/usr/bin/env python3
"""Many workspaces with idle connections in one process: memory, threads, connecting, reopening.

Starts ./duckspace serve on a new data directory, on free ports of loopback, and stops it. Needs
psycopg2. What a connection takes includes the client's share: TLS, SCRAM-SHA-256, "select 1".
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "the-token-of-the-scale-measurement"
PORTS_WAIT_SECONDS = 600
IDLE_CLOSE_SECONDS = 20


class Server:
    """The program, and what the kernel says of its process."""

    def __init__(self, directory, workspaces, connections):
        settings = {
            "ADMIN_TOKEN": TOKEN,
            "LIMITS_WORKSPACES_PER_PROJECT": str(workspaces),
            "LIMITS_CONNECTIONS": str(connections + 100),
            "TIMEOUTS_WORKSPACE_IDLE_SECONDS": str(IDLE_CLOSE_SECONDS),
        }
        environment = os.environ | {"DUCKSPACE_" + k: v for k, v in settings.items()}
        self.output = Path(directory, "output")
        with open(self.output, "wb") as out, open(Path(directory, "log"), "wb") as log:
            self.process = subprocess.Popen(
                [ROOT / "duckspace", "serve", "--data", Path(directory, "data"),
                 "--port", "0", "--admin-port", "0"],
                env=environment, stdout=out, stderr=log)
        self.port, self.admin_port = self.await_ports()

    def await_ports(self):
        deadline = time.monotonic() + PORTS_WAIT_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            text = self.output.read_text()
            if "Duckspace is ready" in text:
                postgresql = re.search(r"PostgreSQL\D+127\.0\.0\.1\D(\d+)", text)
                admin = re.search(r"http://127\.0\.0\.1:(\d+)", text)
                return int(postgresql.group(1)), int(admin.group(1))
            time.sleep(0.2)
        raise SystemExit("the server did not start: " + self.output.read_text())

    def state(self):
        """RSS in MB, threads, open files."""
        process = Path("/proc", str(self.process.pid))
        status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
        return "RSS %d MB, %d threads, %d open files" % (
            int(status["VmRSS"].split()[0]) / 1024,
            int(status["Threads"]),
            len(os.listdir(process / "fd")))

    def cpu_seconds(self):
        """Processor time of all its threads, which a busy machine stretches less than the clock."""
        fields = Path("/proc", str(self.process.pid), "stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def call(self, method, path, body=None):
        request = urllib.request.Request(
            "http://127.0.0.1:%d%s" % (self.admin_port, path),
            method=method,
            data=json.dumps(body).encode(),
            headers={"Authorization": "Bearer " + TOKEN, "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=300) as answer:
            return json.load(answer)

    def metric(self, name):
        request = urllib.request.Request(
            "http://127.0.0.1:%d/metrics" % self.admin_port,
            headers={"Authorization": "Bearer " + TOKEN})
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read().decode()
        return float(re.search(r"^%s(?:\{[^}]*\})? (\S+)$" % name, text, re.M).group(1))

    def await_open(self, count):
        while self.metric("duckspace_workspaces_open") != count:
            time.sleep(1)

    def connect(self, login):
        """A connection that has answered, and the seconds that took."""
        began = time.perf_counter()
        connection = psycopg2.connect(
            host="127.0.0.1", port=self.port, dbname=login["database"],
            user=login["username"], password=login["password"], sslmode="require")
        connection.autocommit = True
        ask(connection)
        return connection, time.perf_counter() - began


def ask(connection, sql="select 1"):
    """The answer's first value, and the seconds until it came."""
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(sql)
        value = cursor.fetchone()[0]
    return value, time.perf_counter() - began


def milliseconds(seconds):
    ordered = sorted(s * 1000 for s in seconds)
    return "best %.1f ms, median %.1f, 99 of 100 below %.1f" % (
        ordered[0], statistics.median(ordered), ordered[int(len(ordered) * 0.99)])


def say(what, detail):
    print("%-42s %s   (load %.1f)" % (what, detail, os.getloadavg()[0]), flush=True)


def measure(server, options):
    say("started", server.state())
    server.call("POST", "/projects", {"id": "scale"})
    began = time.monotonic()
    with ThreadPoolExecutor(8) as clients:
        logins = list(clients.map(
            lambda i: server.call(
                "POST", "/projects/scale/workspaces", {"name": "w%d" % i})["connection"],
            range(options.workspaces)))
    say("%d workspaces made in %.0f s" % (len(logins), time.monotonic() - began), server.state())

    began = time.monotonic()
    with ThreadPoolExecutor(8) as clients:
        made = list(clients.map(server.connect, logins * options.connections))
    connections = [connection for connection, _ in made]
    say("%d connections in %.0f s" % (len(made), time.monotonic() - began), server.state())
    say("workspaces open", "%d" % server.metric("duckspace_workspaces_open"))
    say("after they were idle", idle(server, options))
    say("select 1 on an idle connection", milliseconds(
        ask(connection)[1] for connection in connections[:200]))
    for number, connection in enumerate(connections[:options.workspaces]):
        ask(connection, "create table kept as select %d as a; select 0" % number)
    say("each workspace has a table", server.state())

    say("connecting to an open workspace", connects(server, logins))
    for connection in connections:
        connection.close()
    server.await_open(0)
    say("all closed for idleness", server.state())
    say("connecting to a closed workspace", connects(server, logins))
    for number, login in enumerate(logins):
        connection, _ = server.connect(login)
        value, _ = ask(connection, "select a from kept")
        connection.close()
        if value != number:
            raise SystemExit("workspace %d answers %r" % (number, value))
    say("all hold what they held", server.state())


def idle(server, options):
    time.sleep(options.idle_seconds)
    return server.state()


def connects(server, logins):
    """One after the other, to at most 100 workspaces."""
    took = []
    cpu = server.cpu_seconds()
    for login in logins[:100]:
        connection, seconds = server.connect(login)
        connection.close()
        took.append(seconds)
    cpu = (server.cpu_seconds() - cpu) * 1000 / len(took)
    return "%s, server CPU %.1f ms each" % (milliseconds(took), cpu)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workspaces", type=int, default=500)
    parser.add_argument("--connections", type=int, default=2, help="of each workspace")
    parser.add_argument("--idle-seconds", type=int, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="scale") as directory:
        server = Server(directory, options.workspaces, options.workspaces * options.connections)
        try:
            measure(server, options)
        finally:
            server.process.terminate()
            server.process.wait(60)


if __name__ == "__main__":
    main()
