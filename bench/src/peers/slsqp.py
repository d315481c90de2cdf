"""Budgets by SLSQP with exact gradients, as PyMC-Marketing and LightweightMMM find them: reads problems, writes plans.

Each problem is solved from today's plan and from equal budgets, scaled so that all money is 1; the better plan counts.
"""

import json
import resource
import sys
import time
import warnings

import numpy as np
import scipy
from scipy.optimize import minimize


# The solver steps outside the bounds and says so; the functions below take that.
warnings.filterwarnings("ignore", category=RuntimeWarning)


def solve(problem):
    scale, half, slope = (np.array(problem[key]) for key in ("scale", "half", "slope"))
    total = problem["total"]
    half = half / total

    def outcome(b):
        power = b**slope
        return float(np.sum(scale * power / (power + half**slope)))

    def gradient(b):
        b = np.maximum(b, 1e-12)
        power, shape = b**slope, half**slope
        return scale * slope * b ** (slope - 1) * shape / (power + shape) ** 2

    reference = float(np.sum(scale))
    bounds = [(low / total, high / total) for low, high in zip(problem["low"], problem["high"])]
    best = None
    for start in (np.array(problem["today"]) / total, np.full(len(scale), 1 / len(scale))):
        result = minimize(
            lambda b: -outcome(np.maximum(b, 0)) / reference,
            start,
            jac=lambda b: -gradient(b) / reference,
            method="SLSQP",
            bounds=bounds,
            constraints={"type": "eq", "fun": lambda b: np.sum(b) - 1, "jac": lambda b: np.ones_like(b)},
            options={"ftol": 1e-9, "maxiter": 1000},
        )
        low, high = (np.array(side) for side in zip(*bounds))
        plan = np.clip(result.x, low, high)
        over = plan.sum() - 1
        if abs(over) > 1e-6:
            continue
        # What the solver leaves of the constraint is put right, so that all plans spend the same.
        room = plan - low if over > 0 else high - plan
        if room.sum() > 0:
            plan = plan - over * room / room.sum()
        if best is None or outcome(plan) > outcome(best):
            best = plan
    return None if best is None else (best * total).tolist()


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        problems = json.load(file)
    started = time.perf_counter()
    plans = [solve(problem) for problem in problems]
    answer = {
        "version": scipy.__version__,
        "seconds": time.perf_counter() - started,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "plans": plans,
    }
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        json.dump(answer, file)


main()
