"""The same joint fit with scipy and lmfit, the same decays with curve_fit, the same map with a scalar root finder, and the arrayed
experiment with numpy. Reads out/bench-nmr-data.json."""
import json
import resource
import time

import lmfit
import numpy as np
import scipy
from scipy.optimize import brentq, curve_fit, least_squares

with open("out/bench-nmr-data.json", encoding="utf-8") as handle:
    data = json.load(handle)
ligand = np.array(data["ligand"])
sigma = data["sigma"]
kinds = ["diffusion", "shift", "width", "integral"]
observed = {kind: np.array(data[kind]) for kind in kinds}


def bound_share(k, sites):
    n = sites * data["dots"]
    b = ligand + n + 1 / k
    return 2 * n / (b + np.sqrt(b * b - 4 * ligand * n))


def residuals(x):
    k, sites, d_bound, d_free, shift, width = np.exp(x[0]), np.exp(x[1]), x[2] * 1e-10, x[3] * 1e-10, x[4], x[5]
    share = bound_share(k, sites)
    model = {
        "diffusion": share * d_bound + (1 - share) * d_free,
        "shift": share * shift + (1 - share) * 5.46,
        "width": share * width + (1 - share) * 1.5,
        "integral": ligand,
    }
    return np.concatenate([(model[kind] - observed[kind]) / sigma[kind] for kind in kinds])


START = [0.0, np.log(200), 1.0, 7.0, 5.6, 15.0]
NAMES = ["lnk", "lnsites", "d_bound", "d_free", "shift", "width"]


def lmfit_joint():
    parameters = lmfit.Parameters()
    for name, value in zip(NAMES, START):
        parameters.add(name, value=value)
    mini = lmfit.Minimizer(lambda p: residuals([p[name].value for name in NAMES]), parameters)
    return mini, mini.minimize()


def joint_with_intervals():
    mini, best = lmfit_joint()
    lmfit.conf_interval(mini, best, sigmas=[0.95])


b, decay = np.array(data["b"]), np.array(data["decay"])


def mono(x, i0, d):
    return i0 * np.exp(-x * d * 1e-10)


def bi(x, i0, slow, fast, share):
    return i0 * ((1 - share) * np.exp(-x * slow * 1e-10) + share * np.exp(-x * fast * 1e-10))


def map_point(concentration, polarity):
    """Two kinds of sites and their contacts by nested root finding, as one writes it down."""
    rt = 8.314462618e-3 * 298.15
    counts = np.array([150.0, 163.0])
    bonds = np.array([24.0, 33.0]) - 60 * (polarity - 0.099)
    contact = (-1.5 + 4 * (polarity - 0.099)) * np.array([3.2, 2.6])
    total = 313 * concentration

    def bound(z):
        out = 0.0
        for n, bond, w in zip(counts, bonds, contact):
            theta = brentq(lambda t: t - 1 / (1 + np.exp(-(bond - w * t) / rt) / z), 0, 1, xtol=1e-12)
            out += n * concentration * theta
        return out

    z = np.exp(brentq(lambda u: np.exp(u) + bound(np.exp(u)) - total, np.log(total) - 60, np.log(total), xtol=1e-10))
    return 1 - z / total


rows, points = data["serRows"], data["serPoints"]
raw = np.random.default_rng(1).integers(-1000, 1000, rows * points * 2, dtype=np.int32)
fixed = (np.exp(-np.arange(points) / 3000) * np.cos(0.7 * np.arange(points))).astype(float)
raw[0::2] += (1e6 * np.outer(np.exp(-0.05 * np.arange(rows)), fixed)).astype(np.int32).ravel()
buffer = raw.tobytes()


def arrayed():
    pairs = np.frombuffer(buffer, dtype="<i4").reshape(rows, points, 2)
    spectra = np.fft.fftshift(np.fft.fft(pairs[..., 0] + 1j * pairs[..., 1], 2 * points, axis=1), axes=1).real
    ramp = np.arange(rows, dtype=float)
    axis = np.linspace(-1, 1, 2 * points)
    flat = spectra - np.polynomial.polynomial.polyval(axis, np.polynomial.polynomial.polyfit(axis[::64], spectra[:, ::64].T, 3), tensor=True)
    curve_fit(lambda x, i0, k: i0 * np.exp(-k * x), ramp, flat[:, 18000:21000].sum(axis=1), [flat[0, 18000:21000].sum(), 0.05])


def measure(repeats, act, inner=1):
    times = []
    for _ in range(repeats):
        start = time.process_time()
        for _ in range(inner):
            act()
        times.append((time.process_time() - start) * 1e3 / inner)
    times.sort()
    return {"median": times[len(times) // 2], "low": times[0], "high": times[-1]}


def scaled(times, factor):
    return {name: value * factor for name, value in times.items()}


best = least_squares(residuals, START, x_scale="jac", xtol=1e-12, ftol=1e-12, gtol=1e-12)


def some_points():
    for c in 10.0 ** np.linspace(-10, -2, 10):
        for p in np.linspace(0, 1, 10):
            map_point(c, p)


jobs = {
    "scipy and lmfit": {
        "joint fit, 4 kinds x 20 points, 6 unknowns, with profiles": measure(3, joint_with_intervals),
        "map of bound shares, 200 x 200": scaled(measure(1, some_points), 400),
        "mono-exponential decay with interval": measure(9, lambda: curve_fit(mono, b, decay, [1, 1]), 5),
        "bi-exponential decay with intervals": measure(9, lambda: curve_fit(bi, b, decay, [1, 1, 6, 0.3]), 5),
    },
    "numpy, fixed phase": {
        "64 x 16k complex points: read, transform, phase, integrate, fit": measure(3, arrayed),
    },
}
with open("out/bench-nmr-peers.json", "w", encoding="utf-8") as handle:
    json.dump(
        {
            "versions": {"scipy": scipy.__version__, "lmfit": lmfit.__version__, "numpy": np.__version__},
            "estimates": {"K": float(np.exp(best.x[0])), "sites": float(np.exp(best.x[1])), "D bound": float(best.x[2] * 1e-10)},
            "milliseconds": jobs,
            "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        },
        handle,
    )
