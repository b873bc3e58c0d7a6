"""Following a site that feedpub publishes, and keeping a copy of it that can prove itself. Needs nothing of the server.

for change in follow("https://news.example.org", "position.json", {"place": "graz-at"}): ...
mirror("https://news.example.org", "events.db")
"""

from feedpub.client.asynchronous import afollow, amirror, averify
from feedpub.client.copy import Copy
from feedpub.client.errors import AnswerError, ClientError, CopyError, LostError, ProofError
from feedpub.client.exchange import Progress, Setback, Verdict
from feedpub.client.options import FollowOptions
from feedpub.client.position import Position, State
from feedpub.client.sync import follow, mirror, verify
from feedpub.client.wire import Change, Complete, Delete, Leave, Restart, Upsert

__all__ = [
    "AnswerError",
    "Change",
    "ClientError",
    "Complete",
    "Copy",
    "CopyError",
    "Delete",
    "FollowOptions",
    "Leave",
    "LostError",
    "Position",
    "Progress",
    "ProofError",
    "Restart",
    "Setback",
    "State",
    "Upsert",
    "Verdict",
    "afollow",
    "amirror",
    "averify",
    "follow",
    "mirror",
    "verify",
]
