#!/usr/bin/env python3
"""Makes a large file of clicks out of samples, to measure an import with.

    ./make-large-file.py OUTPUT SAMPLE... [--lines 1000000]

The samples are repeated one after the other. Each repetition begins a second after the one before ends, and has users and
sessions of its own, so the file is in the order of its times and every repetition shops as the first one did.
The same samples make the same file.
"""
import argparse
from datetime import datetime, timedelta
from itertools import count, islice

HEADER = "event_time,event_type,product_id,price,user_id,user_session"
TIME = "%Y-%m-%d %H:%M:%S UTC"


def read(path):
    """The lines of one sample as (seconds after its first line, type, product, price, user, session)."""
    with open(path, encoding="utf-8-sig") as file:
        header, *lines = file.read().splitlines()
    if header != HEADER:
        raise SystemExit(f"{path}: the first line must be {HEADER}")
    fields = [line.split(",") for line in lines]
    begin = datetime.strptime(fields[0][0], TIME)
    return begin, [((datetime.strptime(time, TIME) - begin).total_seconds(), *rest) for time, *rest in fields]


def repeated(samples):
    begin = samples[0][0]
    for n in count():
        for _, lines in samples:
            for after, action, product, price, user, session in lines:
                time = (begin + timedelta(seconds=after)).strftime(TIME)
                yield f"{time},{action},{product},{price},{user}-{n},{session}-{n}\n"
            begin += timedelta(seconds=lines[-1][0] + 1)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("output")
    arguments.add_argument("sample", nargs="+", help="such as 2022-10.csv; each in the order of its times")
    arguments.add_argument("--lines", type=int, default=1_000_000, help="without the header; 1,000,000 if left out")
    given = arguments.parse_args()
    samples = [read(path) for path in given.sample]
    with open(given.output, "w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER + "\n")
        file.writelines(islice(repeated(samples), given.lines))


if __name__ == "__main__":
    main()
