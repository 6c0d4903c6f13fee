"""Change workbooks at random and compare what three readers make of them, until the time is up.

    python -m tests.fuzz --minutes 10 --seed 1 --keep DIR

A file whose values we read otherwise than another reader does is kept in DIR, with what was said of it.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from pathlib import Path

from tests.fuzz.mutations import mutated
from tests.fuzz.opinions import differences, ours
from tests.fuzz.seeds import seeds


def main() -> None:
    """Run until the time is up, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-found"))
    options = parser.parse_args()
    luck, starts, end = random.Random(options.seed), seeds(), time.process_time() + options.minutes * 60
    tried: Counter[str] = Counter()
    while time.process_time() < end:
        data = mutated(luck.choice(starts), luck)
        tried["tried"] += 1
        said = differences(data)
        tried["read" if ours(data)[0].cells is not None else "refused"] += 1
        if said:
            tried["different"] += 1
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{options.seed}-{tried['tried']}.xlsx").write_bytes(data)
            print(
                f"{options.seed}-{tried['tried']}: {said[0]}" + (f" (and {len(said) - 1} more)" if said[1:] else ""),
                flush=True,
            )
    print(", ".join(f"{count:,} {name}" for name, count in tried.items()))


if __name__ == "__main__":
    main()
