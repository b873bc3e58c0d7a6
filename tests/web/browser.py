"""Headless Chromium, spoken to over a pipe in its own protocol (https://chromedevtools.github.io/devtools-protocol/)."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
import pytest

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
)
Message = dict[str, Any]


@dataclass
class Browser:
    """One tab of a running browser.

    Args:
        reader: file descriptor on which it speaks.
        writer: file descriptor on which it listens.
        events: what it has reported since the last page was opened.
    """

    reader: int
    writer: int
    events: list[Message] = field(default_factory=list)
    session: str = ""
    _number: int = 0
    _pending: bytes = b""

    def start(self) -> None:
        """Open the tab."""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.send(f"{domain}.enable")
        self.send("Emulation.setFocusEmulationEnabled", enabled=True)

    def open(self, url: str, width: int, height: int = 900, scheme: str = "light") -> None:
        """Show a page in a window of that size, to a reader who likes that colour scheme."""
        self.look(width, height, scheme)
        self._go("about:blank")
        self._go(url)

    def look(self, width: int, height: int = 900, scheme: str = "light") -> None:
        """Change the window's size and the reader's colour scheme, with the page that is shown."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.send("Emulation.setDeviceMetricsOverride", **size)
        self.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def follow(self, end: str) -> None:
        """Click the first link that a reader sees whose address ends so, and wait for its page, which is another one."""
        self.events.clear()
        self.run(f"""[...document.querySelectorAll('a[href$="{end}"]')].find(a => a.checkVisibility()).click()""")
        self._loaded()

    def _go(self, url: str) -> None:
        self.events.clear()
        self.send("Page.navigate", url=url)
        self._loaded()

    def _loaded(self) -> None:
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.events.append(self._receive())

    def run(self, script: str) -> Any:
        """Evaluate an expression in the page, outside of its policy, and wait for it."""
        made = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in made, made
        return made["result"].get("value")

    def point_at(self, selector: str) -> None:
        """Move the mouse onto the middle of an element, once it has been scrolled into view."""
        script = f"document.querySelector({selector!r}).scrollIntoView({{block: 'center', behavior: 'instant'}})"
        self.run(script)
        box = self.run(
            f"(r => [r.x + r.width / 2, r.y + r.height / 2])(document.querySelector({selector!r}).getBoundingClientRect())"
        )
        self.send("Input.dispatchMouseEvent", type="mouseMoved", x=box[0], y=box[1])

    def press(self, key: str) -> None:
        """Press a key."""
        code = {"Tab": 9, "Enter": 13}[key]
        text = {"text": "\r"} if key == "Enter" else {}
        self.send("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, windowsVirtualKeyCode=code, **text)
        self.send("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)

    def complaints(self) -> list[str]:
        """Return what the browser has written to its console for the page."""
        logged = [event["params"]["entry"]["text"] for event in self.events if event["method"] == "Log.entryAdded"]
        return logged + [str(event["params"]) for event in self.events if event["method"] == "Runtime.consoleAPICalled"]

    def requests(self) -> list[str]:
        """Return the addresses that the page has asked for."""
        return [event["params"]["request"]["url"] for event in self.events if event["method"] == "Network.requestWillBeSent"]

    def send(self, method: str, **params: Any) -> Message:
        """Send a command and wait for its result."""
        self._number += 1
        number = self._number
        message: Message = {"id": number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.writer, orjson.dumps(message) + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == number:
                assert "error" not in answer, answer
                result: Message = answer["result"]
                return result
            self.events.append(answer)

    def _receive(self) -> Message:
        while b"\0" not in self._pending:
            chunk = os.read(self.reader, 1 << 16)
            assert chunk, "the browser has gone"
            self._pending += chunk
        message, _, self._pending = self._pending.partition(b"\0")
        made: Message = orjson.loads(message)
        return made


@contextmanager
def running(profile: Path) -> Iterator[Browser]:
    """Run a browser with an empty profile; skips the test where there is none."""
    program = os.environ.get("FEEDPUB_TEST_CHROMIUM") or shutil.which("chromium")
    if not program:
        pytest.skip("there is no chromium")
    (heard, speak), (listen, said) = os.pipe(), os.pipe()
    # The browser listens on descriptor 3 and speaks on 4.
    command = f'exec "$0" "$@" 3<&{heard} 4>&{said}'
    arguments = ["bash", "-c", command, program, *_FLAGS, f"--user-data-dir={profile}"]
    process = subprocess.Popen(arguments, pass_fds=(heard, said), stderr=subprocess.DEVNULL)
    os.close(heard)
    os.close(said)
    try:
        browser = Browser(listen, speak)
        browser.start()
        yield browser
        browser.session = ""
        browser.send("Browser.close")
    finally:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        os.close(listen)
        os.close(speak)
