"""The same .ptu with numpy: records to one histogram a detector, whole and in pieces. Reads out/bench-decay-files.ptu."""
import json
import resource
import struct
import time

import numpy as np

PATH = "out/bench-decay-files.ptu"
PIECE = 1 << 20


def data_offset():
    with open(PATH, "rb") as handle:
        handle.seek(16)
        while True:
            tag = handle.read(48)
            kind, size = struct.unpack("<Iq", tag[36:48])
            if kind in (0x2001FFFF, 0x4001FFFF, 0x4002FFFF, 0xFFFFFFFF):
                handle.seek(size, 1)
            if tag[:32].rstrip(b"\0") == b"Header_End":
                return handle.tell()


def histogram(words):
    photons = words[words < 0x80000000] >> 10
    return np.bincount(photons, minlength=64 * 32768)


def whole(words):
    return histogram(words)


def streamed(offset):
    counts = np.zeros(64 * 32768, dtype=np.int64)
    with open(PATH, "rb") as handle:
        handle.seek(offset)
        while piece := handle.read(PIECE):
            words = np.frombuffer(piece, dtype="<u4")
            # Only the detectors and delays that occur, or the clearing of a full table costs more than the counting.
            photons = words[words < 0x80000000] >> 10
            part = np.bincount(photons)
            counts[: len(part)] += part
    return counts


def measure(repeats, act):
    times = []
    for _ in range(repeats):
        start = time.process_time()
        act()
        times.append((time.process_time() - start) * 1e3)
    times.sort()
    return {"median": times[len(times) // 2], "low": times[0], "high": times[-1]}


offset = data_offset()
counts = streamed(offset)
pieces = measure(5, lambda: streamed(offset))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
words = np.fromfile(PATH, dtype="<u4", offset=offset)
jobs = {
    "numpy": {
        "25 million records, whole file in memory": measure(5, lambda: whole(words)),
        "25 million records, streamed from disk, 1 MB chunks": pieces,
    }
}
per_detector = counts.reshape(64, 32768).sum(axis=1)
with open("out/bench-decay-files-peers.json", "w", encoding="utf-8") as handle:
    json.dump(
        {
            "versions": {"numpy": np.__version__},
            "photons": [int(n) for n in per_detector if n > 0],
            "milliseconds": jobs,
            "peakMegabytes": peak,
        },
        handle,
    )
