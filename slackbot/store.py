"""The jobs on disk, in the same database as the sessions: accepted once, claimed by one process, kept until answered.

pending -> running -> done, or failed after too many tries, or parked while the workspace's token is not valid. A claim
is a lease: a process that dies gives its jobs back when the lease ends, at once where it ran on this machine.
"""

from __future__ import annotations

import os
import socket
import time
import uuid
from collections.abc import Callable

from agent.sessions import Database
from slackbot.jobs import Ask, Job, Lane

LEASE_S = 45.0
KEPT_S = 2 * 86400.0  # Slack gives up on an event long before
PARKED_S = 86400.0

TABLES = (
    """CREATE TABLE IF NOT EXISTS slack_jobs (
        key TEXT PRIMARY KEY, tenant TEXT NOT NULL, enterprise TEXT NOT NULL, lane TEXT NOT NULL, queue TEXT NOT NULL,
        ord TEXT NOT NULL, ask TEXT NOT NULL, state TEXT NOT NULL, owner TEXT, claim TEXT, lease DOUBLE PRECISION,
        due DOUBLE PRECISION NOT NULL, attempts INTEGER NOT NULL, accepted DOUBLE PRECISION NOT NULL,
        turn INTEGER, ts TEXT)""",
    """CREATE TABLE IF NOT EXISTS slack_turns (
        tenant TEXT NOT NULL, lane TEXT NOT NULL, served DOUBLE PRECISION NOT NULL, PRIMARY KEY (tenant, lane))""",
    "CREATE INDEX IF NOT EXISTS slack_jobs_next ON slack_jobs (state, lane, ord)",
    "CREATE INDEX IF NOT EXISTS slack_jobs_queue ON slack_jobs (queue, state, ord)",
    "CREATE INDEX IF NOT EXISTS slack_jobs_claim ON slack_jobs (claim)",
)
# Of the workspace that was served longest ago, so that a busy one makes nobody wait behind all of its own: the oldest
# job that is due and has nothing unfinished before it in its own queue. The outer state is checked again on
# the row as it is then: of two processes that chose the same job one gets nothing.
CLAIM = """UPDATE slack_jobs SET state = 'running', owner = ?, claim = ?, lease = ?, attempts = attempts + 1
    WHERE state = 'pending' AND key = (
        SELECT j.key FROM slack_jobs j WHERE j.state = 'pending' AND j.lane = ? AND j.due <= ?
        AND NOT EXISTS (SELECT 1 FROM slack_jobs o WHERE o.queue = j.queue AND o.key <> j.key
            AND (o.state = 'running' OR (o.state = 'pending' AND (o.ord < j.ord OR (o.ord = j.ord AND o.key < j.key)))))
        ORDER BY COALESCE((SELECT t.served FROM slack_turns t WHERE t.tenant = j.tenant AND t.lane = j.lane), 0),
            j.ord, j.key LIMIT 1)"""
SERVED = """INSERT INTO slack_turns (tenant, lane, served) SELECT tenant, lane, ? FROM slack_jobs WHERE claim = ?
    ON CONFLICT (tenant, lane) DO UPDATE SET served = excluded.served"""


class Store:
    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self.database, self.clock = database, clock
        self.owner = f"{socket.gethostname()}/{os.getpid()}/{uuid.uuid4().hex[:8]}"
        database.write(*((table, ()) for table in TABLES))

    def accept(self, job: Job) -> bool:
        """Writes a job down; on disk when this returns. False: it was there already, a retry. Error: StorageError."""
        known = self.database.read("SELECT 1 FROM slack_jobs WHERE key = ?", (job.key,))
        if known:
            return False
        now = self.clock()
        self.database.write(
            (
                "INSERT INTO slack_jobs"
                " (key, tenant, enterprise, lane, queue, ord, ask, state, due, attempts, accepted)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', ?, 0, ?) ON CONFLICT (key) DO NOTHING",
                (job.key, job.tenant, job.enterprise, job.lane, job.queue, job.order, job.ask.to_json(), now, now),
            )
        )
        return True

    def claim(self, lane: Lane) -> Job | None:
        """The next job of a lane, for this process alone; None where there is nothing to do."""
        claim, now = uuid.uuid4().hex, self.clock()
        due = "SELECT 1 FROM slack_jobs WHERE state = 'pending' AND lane = ? AND due <= ? LIMIT 1"
        if not self.database.read(due, (lane, now)):  # the common case, without a writer's lock
            return None
        self.database.write((CLAIM, (self.owner, claim, now + LEASE_S, lane, now)), (SERVED, (now, claim)))
        rows = self.database.read(
            "SELECT key, tenant, enterprise, ord, ask, attempts, accepted, turn, ts FROM slack_jobs WHERE claim = ?",
            (claim,),
        )
        if not rows:
            return None
        key, tenant, enterprise, order, ask, attempts, accepted, turn, ts = rows[0]
        return Job(key, tenant, enterprise, order, Ask.from_json(ask), attempts, accepted, turn, ts, claim)

    def note(self, job: Job, *, turn: int | None = None, ts: str | None = None) -> None:
        """How far a job came, for whoever goes on with it."""
        self.database.write(
            (
                "UPDATE slack_jobs SET turn = COALESCE(?, turn), ts = COALESCE(?, ts) WHERE key = ? AND claim = ?",
                (turn, ts, job.key, job.claim),
            )
        )

    def done(self, job: Job) -> None:
        """Answered: what was said is forgotten here (the session has it), the key is kept to know a retry by."""
        self._end(job, "done")

    def fail(self, job: Job) -> None:
        self._end(job, "failed")

    def postpone(self, job: Job, seconds: float, *, count: bool = True) -> None:
        """Not now. ``count`` False: the try was not the job's fault and is not counted."""
        self.database.write(
            (
                "UPDATE slack_jobs SET state = 'pending', owner = NULL, claim = NULL, due = ?, attempts = attempts - ?"
                " WHERE key = ? AND claim = ?",
                (self.clock() + seconds, 0 if count else 1, job.key, job.claim),
            )
        )

    def park(self, job: Job) -> None:
        """The workspace's token is not valid: kept until it installs the app again."""
        self.database.write(
            (
                "UPDATE slack_jobs SET state = 'parked', owner = NULL, claim = NULL WHERE key = ? AND claim = ?",
                (job.key, job.claim),
            )
        )

    def unpark(self, tenant: str) -> None:
        """After an installation: what waited for it and is not too old goes on."""
        now = self.clock()
        self.database.write(
            (
                "UPDATE slack_jobs SET state = 'pending', due = ?, attempts = 0"
                " WHERE state = 'parked' AND (tenant = ? OR enterprise = ?) AND accepted > ?",
                (now, tenant, tenant, now - PARKED_S),
            )
        )

    def renew(self) -> None:
        """Keeps the leases of this process; called well within LEASE_S."""
        self.database.write(
            (
                "UPDATE slack_jobs SET lease = ? WHERE owner = ? AND state = 'running'",
                (self.clock() + LEASE_S, self.owner),
            )
        )

    def recover(self) -> None:
        """Gives back what dead processes held, and forgets what nobody can ask about any more."""
        now = self.clock()
        owners = self.database.read(
            "SELECT DISTINCT owner, MAX(lease) FROM slack_jobs WHERE state = 'running' GROUP BY owner"
        )
        gone = [owner for owner, lease in owners if owner != self.owner and (lease < now or _dead(owner))]
        back = "UPDATE slack_jobs SET state = 'pending', owner = NULL, claim = NULL, due = ?"
        self.database.write(
            *((f"{back} WHERE state = 'running' AND owner = ?", (now, owner)) for owner in gone),
            (f"{back} WHERE state = 'running' AND lease < ?", (now, now)),
            ("DELETE FROM slack_jobs WHERE state IN ('done', 'failed') AND accepted < ?", (now - KEPT_S,)),
            ("DELETE FROM slack_jobs WHERE state = 'parked' AND accepted < ?", (now - PARKED_S,)),
        )

    def counts(self) -> dict[str, int]:
        """How many jobs are in each state that is not over."""
        rows = self.database.read(
            "SELECT state, COUNT(*) FROM slack_jobs WHERE state IN ('pending', 'running', 'parked') GROUP BY state"
        )
        return {str(state): int(n) for state, n in rows}

    def waiting(self) -> dict[str, int]:
        """How many jobs of each workspace are accepted and not answered; parked ones do not count."""
        rows = self.database.read(
            "SELECT tenant, COUNT(*) FROM slack_jobs WHERE state IN ('pending', 'running') GROUP BY tenant"
        )
        return {str(tenant): int(n) for tenant, n in rows}

    def oldest(self) -> float:
        """Seconds that the oldest unanswered job has waited; 0 where there is none."""
        rows = self.database.read("SELECT MIN(accepted) FROM slack_jobs WHERE state IN ('pending', 'running')")
        return max(0.0, self.clock() - rows[0][0]) if rows[0][0] is not None else 0.0

    def _end(self, job: Job, state: str) -> None:
        self.database.write(
            (
                "UPDATE slack_jobs SET state = ?, ask = '{}', owner = NULL, claim = NULL WHERE key = ? AND claim = ?",
                (state, job.key, job.claim),
            )
        )


def _dead(owner: str) -> bool:
    """Whether an owner was a process of this machine that is no more."""
    host, pid, _ = owner.rsplit("/", 2)
    if host != socket.gethostname():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
