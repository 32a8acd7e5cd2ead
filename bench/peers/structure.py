"""The same dots with ASE (its fcc octahedron for the lead, sulfur put into the holes), and the same 313 oleates with a published
builder that replaces marked atoms, when MINICAT names its checkout. Reads out/bench-core.xyz."""
import json
import os
import resource
import subprocess
import sys
import time

import ase
import numpy as np
from ase import io
from ase.cluster import Octahedron
from scipy.spatial import cKDTree

A = 5.936


def rock_salt(r):
    """Pb of the regular truncated octahedron, and S in every octahedral hole that has six Pb."""
    lead = Octahedron("Pb", length=3 * r + 1, cutoff=r, latticeconstant=A)
    xyz = lead.get_positions()
    steps = np.array([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]]) * A / 2
    holes, counts = np.unique(np.round((xyz[:, None, :] + steps[None]).reshape(-1, 3), 4), axis=0, return_counts=True)
    sulfur = holes[counts == 6]
    return xyz, sulfur


def measure(repeats, act):
    times = []
    for _ in range(repeats):
        start = time.process_time()
        act()
        times.append((time.process_time() - start) * 1e3)
    times.sort()
    return {"median": times[len(times) // 2], "low": times[0], "high": times[-1]}


def with_bonds(r):
    lead, sulfur = rock_salt(r)
    return cKDTree(lead).query_ball_tree(cKDTree(sulfur), A / 2 * 1.1)


lead, sulfur = rock_salt(4)
counts = {"Pb": len(lead), "S": len(sulfur)}
jobs = {
    "ASE": {
        "bare 4.8 nm core": measure(9, lambda: rock_salt(4)),
        "bare 9.5 nm core with bonds": measure(5, lambda: with_bonds(8)),
    }
}
contacts = {}

minicat = os.environ.get("MINICAT")
if minicat:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "minicat.main", "--qd", "out/bench-core.xyz", "--out_prefix", "out/bench-minicat",
         "--job-ligands", "CCCCCCCC/C=C\\CCCCCCCC(=O)O", "--job-dummy", "Cl", "--job-dist", "1.0:random"],
        check=True, env={**os.environ, "PYTHONPATH": minicat}, stdout=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1e3
    jobs["miniCAT"] = {"4.8 nm with 313 oleate and 313 hydroxide": {"median": spent, "low": spent, "high": spent}}
    dot = io.read("out/bench-minicat_final.xyz")
    xyz, symbols = dot.get_positions(), np.array(dot.get_chemical_symbols())
    core = np.isin(symbols, ["Pb", "S"])
    ligand = xyz[~core]
    size = len(ligand) // 313
    pairs = cKDTree(ligand).query_pairs(1.0, output_type="ndarray")
    between = pairs[pairs[:, 0] // size != pairs[:, 1] // size] if len(pairs) else pairs
    organic = xyz[np.isin(symbols, ["C", "H"])]
    contacts = {
        "atoms": len(dot), "pairsUnder1A": int(len(between)),
        "organicToCore": float(cKDTree(xyz[core]).query(organic)[0].min()),
    }

with open("out/bench-structure-peers.json", "w", encoding="utf-8") as handle:
    json.dump(
        {"milliseconds": jobs, "counts": counts, "contacts": contacts,
         "versions": {"ase": ase.__version__, "numpy": np.__version__},
         "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}, handle)
