"""The same decays with numpy and scipy: Levenberg-Marquardt on the Poisson deviance as one writes it down (convolution with scipy's lfilter, shift by
Fourier, analytic derivatives), and scipy's least_squares on deviance residuals. Reads out/bench-decay-data.json."""
import json
import resource
import time

import numpy as np
import scipy
from scipy.optimize import least_squares
from scipy.signal import lfilter

with open("out/bench-decay-data.json", encoding="utf-8") as handle:
    data = json.load(handle)
width = data["width"]
response = np.array(data["response"], dtype=float)
decays = [np.array(counts, dtype=float) for counts in data["decays"]]
n = len(response)
transform = np.fft.rfft(response / response.sum())
omega = 2j * np.pi * np.fft.rfftfreq(n)


def model(p):
    """Means and derivatives; p: background, shift (channels), amplitude and lifetime of both."""
    background, shift, *rest = p
    moved = transform * np.exp(-omega * shift)
    h, dh = np.fft.irfft(moved, n), np.fft.irfft(-omega * moved, n)
    mean = np.full(n, background)
    jacobian = np.zeros((n, 6))
    jacobian[:, 0] = 1
    for k in range(2):
        a, tau = rest[2 * k : 2 * k + 2]
        e = np.exp(-width / tau)
        y = lfilter([1], [1, -e], h)
        mean += a * y
        jacobian[:, 1] += a * lfilter([1], [1, -e], dh)
        jacobian[:, 2 + 2 * k] = y
        jacobian[:, 3 + 2 * k] = a * lfilter([0, width / tau**2 * e], [1, -e], y)
    return mean, jacobian


def deviance(mean, counts):
    seen = counts > 0
    return 2 * (mean.sum() - counts.sum() + (counts[seen] * np.log(counts[seen] / mean[seen])).sum())


start = np.array(data["start"])
start = np.concatenate([[start[0], 0.0], start[3:]])


def levenberg(counts):
    p, damping = start.copy(), 1e-3
    mean, jacobian = model(p)
    cost = deviance(mean, counts)
    for _ in range(60):
        hessian = jacobian.T @ (jacobian / mean[:, None])
        slope = jacobian.T @ (1 - counts / mean)
        while True:
            trial = p - np.linalg.solve(hessian + damping * np.diag(np.diag(hessian)), slope)
            inside = trial[0] > 0 and trial[3] > 0 and trial[5] > 0
            if inside:
                mean2, jacobian2 = model(trial)
                if (mean2 > 0).all():
                    cost2 = deviance(mean2, counts)
                    if cost2 <= cost:
                        break
            damping *= 10
            if damping > 1e12:
                return p
        done = cost - cost2 < 1e-6
        p, mean, jacobian, cost, damping = trial, mean2, jacobian2, cost2, max(damping / 10, 1e-12)
        if done:
            return p
    return p


def roots(p, counts):
    mean = np.maximum(model(p)[0], 1e-9)
    part = mean - counts + np.where(counts > 0, counts * np.log(np.where(counts > 0, counts, 1) / mean), 0)
    return np.sign(mean - counts) * np.sqrt(2 * np.maximum(part, 0))


def by_least_squares(counts):
    low = [0, -50, 0, 0.01, 0, 0.01]
    return least_squares(roots, start, args=(counts,), bounds=(low, np.inf), x_scale=np.abs(start) + 1).x


def measure(repeats, act, inner):
    times = []
    for _ in range(repeats):
        begin = time.process_time()
        for k in range(inner):
            act(decays[k % len(decays)])
        times.append((time.process_time() - begin) * 1e3 / inner)
    times.sort()
    return {"median": times[len(times) // 2], "low": times[0], "high": times[-1]}


found = np.array([levenberg(counts) for counts in decays])
one = measure(7, levenberg, 20)
jobs = {
    "numpy, written out": {
        "one fit, from a given start": one,
        "1000 decays, start found for each": {name: 1000 * value for name, value in one.items()},
    },
    "scipy least_squares": {"one fit, from a given start": measure(3, by_least_squares, 3)},
}
with open("out/bench-decay-peers.json", "w", encoding="utf-8") as handle:
    json.dump(
        {
            "versions": {"scipy": scipy.__version__, "numpy": np.__version__},
            "estimates": {
                "lifetime 1 (ns)": float(np.median(np.minimum(found[:, 3], found[:, 5]))),
                "lifetime 2 (ns)": float(np.median(np.maximum(found[:, 3], found[:, 5]))),
            },
            "milliseconds": jobs,
            "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        },
        handle,
    )
