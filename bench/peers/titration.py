"""The same fit with scipy and lmfit: same data, same model, same unknowns. Reads out/bench-titration-data.json."""
import json
import resource
import time

import lmfit
import numpy as np
import scipy
from scipy.optimize import brentq, least_squares

with open("out/bench-titration-data.json", encoding="utf-8") as handle:
    data = json.load(handle)
dose = np.array(data["doses"], float)
observed = np.array(data["observed"])
dots = data["dots"] * 1e3  # mM
total_l, k_l = data["ligandMilli"], data["kL"]


def free_newton(k_p, sites):
    """Free ligand per dot, Newton on the free sites, all points at once."""
    s_total, p_total = sites * dots, dose * dots
    s = np.full_like(dose, s_total / (1 + k_l * total_l))
    for _ in range(60):
        dl, dp = 1 + k_l * s, 1 + k_p * s
        f = s + total_l * k_l * s / dl + p_total * k_p * s / dp - s_total
        slope = 1 + total_l * k_l / dl**2 + p_total * k_p / dp**2
        new = np.maximum(s - f / slope, s * 0.1)
        if np.all(np.abs(new - s) <= 1e-14 * s):
            s = new
            break
        s = new
    return p_total / (1 + k_p * s) / dots


def free_brentq(k_p, sites):
    """The same by brentq, point by point."""
    s_total = sites * dots
    out = np.empty_like(dose)
    for i, p in enumerate(dose * dots):
        s = brentq(lambda x: x + total_l * k_l * x / (1 + k_l * x) + p * k_p * x / (1 + k_p * x) - s_total, 0, s_total, xtol=1e-18, rtol=1e-14)
        out[i] = p / (1 + k_p * s) / dots
    return out


def fit_scipy(model, y):
    return least_squares(lambda x: model(10 ** x[0], 10 ** x[1]) - y, [2.0, np.log10(300)], xtol=1e-12, ftol=1e-12, gtol=1e-12)


def minimizer(y):
    parameters = lmfit.Parameters()
    parameters.add("logk", value=2.0)
    parameters.add("logn", value=np.log10(300))
    return lmfit.Minimizer(lambda p: free_newton(10 ** p["logk"].value, 10 ** p["logn"].value) - y, parameters)


def measure(repeats, act, batch=1):
    times = []
    for _ in range(repeats):
        start = time.process_time()
        for _ in range(batch):
            act()
        times.append((time.process_time() - start) * 1e3 / batch)
    times.sort()
    return {"median": times[len(times) // 2], "low": times[0], "high": times[-1]}


best = fit_scipy(free_newton, observed)
fitted = free_newton(10 ** best.x[0], 10 ** best.x[1])
residuals = observed - fitted
rng = np.random.default_rng(1)


def bootstrap(count, run):
    for _ in range(count):
        run(fitted + rng.choice(residuals, len(residuals)))


def million():
    s_total = 322 * dots
    p_total = (1 + np.arange(1_000_000) % 500) * dots
    s = np.full(1_000_000, s_total / (1 + k_l * total_l))
    for _ in range(12):
        dl, dp = 1 + k_l * s, 1 + 150 * s
        f = s + total_l * k_l * s / dl + p_total * 150 * s / dp - s_total
        s = np.maximum(s - f / (1 + total_l * k_l / dl**2 + p_total * 150 / dp**2), s * 0.1)
    return s


def scaled(result, factor):
    return {key: value * factor for key, value in result.items()}


lm = minimizer(observed)
lm_best = lm.minimize()
peers = {
    "scipy least_squares": {
        "one fit": measure(9, lambda: fit_scipy(free_newton, observed), 3),
        "1000 residual-bootstrap refits": scaled(measure(3, lambda: bootstrap(50, lambda y: fit_scipy(free_newton, y))), 20),
    },
    "scipy with brentq": {
        "one fit": measure(9, lambda: fit_scipy(free_brentq, observed)),
        "1000 residual-bootstrap refits": scaled(measure(3, lambda: bootstrap(25, lambda y: fit_scipy(free_brentq, y))), 40),
    },
    "numpy, this equation written out, 12 fixed steps": {
        "one million two-ligand speciations": measure(3, million),
    },
    "lmfit": {
        "one fit": measure(9, lambda: minimizer(observed).minimize(), 3),
        "1000 residual-bootstrap refits": scaled(measure(3, lambda: bootstrap(25, lambda y: minimizer(y).minimize())), 40),
        "95 % profile intervals of both": measure(5, lambda: lmfit.conf_interval(lm, lm_best, sigmas=[0.95])),
    },
}
with open("out/bench-titration-peers.json", "w", encoding="utf-8") as handle:
    json.dump(
        {
            "versions": {"scipy": scipy.__version__, "lmfit": lmfit.__version__, "numpy": np.__version__},
            "estimates": {"K_P": 10 ** best.x[0], "sites": 10 ** best.x[1]},
            "sumOfSquares": float(np.sum(residuals**2)),
            "milliseconds": peers,
            "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        },
        handle,
    )
