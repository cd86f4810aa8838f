"""What intervals and powers have to be, by SciPy and statsmodels, as vectors of `statistics`:

    python3 -m venv V && V/bin/pip install scipy==1.17.1 statsmodels==0.15.0
    V/bin/python tests/vectors/intervals.py

writes `shared/vectors/statistics/{shares,differences,strata,ratios,medians,powers}.json`. Ends are rounded
outwards to whole millionths: a rule that is closer than that gives the same to the digit.
"""

import json
from math import ceil, floor, sqrt
from pathlib import Path

from scipy.stats import beta, norm
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

FOLDER = Path(__file__).parent / "../../shared/vectors/statistics"
MICRO = 1_000_000
Z, Z_POWER = norm.ppf(0.975), norm.ppf(0.8)


def outwards(value, low, high):
    """In millionths; what is a whole number of them but for the last digits of a float is that."""
    def end(at, rounded):
        return round(at * MICRO) if abs(at * MICRO - round(at * MICRO)) < 1e-6 else rounded(at * MICRO)
    return {"value": floor(value * MICRO + 0.5), "low": end(low, floor), "high": end(high, ceil)}


def share(part, whole):
    low, high = proportion_confint(part, whole, 0.05, "wilson")
    return outwards(part / whole, max(low, 0), min(high, 1))


def difference(a, b):
    low, high = confint_proportions_2indep(*a, *b, method="newcomb", compare="diff", alpha=0.05)
    return outwards(a[0] / a[1] - b[0] / b[1], low, high)


def within(strata, times):
    """Mantel and Haenszel's difference, with the variance of Sato (Biometrics 45, 1989, 1323-1324), as
    metafor's rma.mh(measure="RD") has it. statsmodels pools no risk differences; of one stratum it says
    the same."""
    strata = [((a, n), (b, m)) for (a, n), (b, m) in strata if n and m]
    if not strata:
        return None
    weight = sum(n * m / (n + m) for (_, n), (_, m) in strata)
    value = sum((a * m - b * n) / (n + m) for (a, n), (b, m) in strata) / weight
    p = sum(b * (n / (n + m)) ** 2 - a * (m / (n + m)) ** 2 + n / (n + m) * (m / (n + m)) * (m - n) / 2
            for (a, n), (b, m) in strata)
    q = sum(a * (m - b) / (n + m) + b * (n - a) / (n + m) for (a, n), (b, m) in strata) / 2
    spread = Z * sqrt(max(value * p + q, 0) * times) / weight
    if len(strata) == 1:
        # Of a single stratum it is the difference of two shares, and that has its own textbook.
        (a, n), (b, m) = strata[0]
        plain = confint_proportions_2indep(a, n, b, m, method="wald", compare="diff", alpha=0.05)
        wide = [a / n - b / m + (end - (a / n - b / m)) * sqrt(times) for end in plain]
        assert abs(value - spread - wide[0]) < 1e-9 and abs(value + spread - wide[1]) < 1e-9
    return outwards(value, max(value - spread, -1), min(value + spread, 1))


def ratio(here, there):
    (x, t), (y, u) = here, there
    if x + y == 0:
        return None
    low = beta.ppf(0.025, x, y + 1) if x else 0.0
    high = beta.isf(0.025, x + 1, y) if y else None
    odds = lambda p: p / (1 - p) * u / t
    # 1 − p is the same quantile of the other side, without what the difference loses.
    above = lambda: high / beta.ppf(0.025, y, x + 1) * u / t
    return {
        "value": floor(x * u / (t * y) * MICRO) if y else None,
        "low": floor(odds(low) * MICRO),
        "high": ceil(above() * MICRO) if y else None,
    }


def median(values):
    n, values = len(values), sorted(values)
    if n < 6:
        return None
    low = max(floor(n / 2 - Z * sqrt(n) / 2), 1)
    high = min(ceil(1 + n / 2 + Z * sqrt(n) / 2), n)
    return {"value": values[ceil(n / 2) - 1], "low": values[low - 1], "high": values[high - 1]}


def sees_difference(n, m, micro):
    return bool((Z + Z_POWER) ** 2 / 4 * (1 / n + 1 / m) <= (micro / MICRO) ** 2) if n and m else False


def sees_double(count, here, there):
    if not here or not there:
        return False
    p = here / (here + there)
    def sees(q):
        return Z * sqrt(p * (1 - p)) + Z_POWER * sqrt(q * (1 - q)) <= sqrt(count) * abs(q - p)
    return bool(sees(2 * here / (2 * here + there)) and sees(here / (here + 2 * there)))


def case(name, why, given, expect):
    return {"name": name, "why": why, "given": given, "expect": expect}


def shares():
    wanted = [
        ("nobody of one", "Nothing seen once is next to nothing known.", 0, 1),
        ("one of one", "Nor does all of one say all.", 1, 1),
        ("nobody of ten", "The rule of three would say 30 %; Wilson says 28 %.", 0, 10),
        ("a half of ten", "The interval stands even around a half.", 5, 10),
        ("Newcombe's 81 of 263", "His worked example of 1998: 0.2553 to 0.3662.", 81, 263),
        ("Newcombe's 15 of 148", "0.0624 to 0.1605 in the same place.", 15, 148),
        ("one of a thousand", "Rare is not symmetric: further up than down.", 1, 1_000),
        ("all but one of a thousand", "The mirror of it.", 999, 1_000),
        ("a third of a million", "Digits hold where counts are large.", 333_333, 1_000_000),
        ("a billion", "A third of a percent of everything ever read.", 3_333_333, 1_000_000_000),
    ]
    return [case(name, why, {"of": "share", "part": x, "whole": n}, share(x, n)) for name, why, x, n in wanted]


def differences():
    wanted = [
        ("Newcombe's (a)", "Table II of his paper: 0.0524 to 0.3339.", (56, 70), (48, 80)),
        ("Newcombe's (b)", "In the same table: 0.1705 to 0.8090.", (9, 10), (3, 10)),
        ("Newcombe's (e)", "Nobody in one of them: -0.0381 to 0.1926.", (5, 56), (0, 29)),
        ("Newcombe's (f)", "Nobody in both: even so an interval.", (0, 10), (0, 20)),
        ("Newcombe's (h)", "All against nobody: 0.6791 to 1.", (10, 10), (0, 20)),
        ("turned round", "The other way round it is the same with other signs.", (48, 80), (56, 70)),
        ("nothing between them", "The interval has nothing in its middle.", (40, 100), (40, 100)),
        ("a form in the way", "What a gate does to reading.", (420, 1_000), (180, 1_200)),
        ("few against many", "The smaller arm decides.", (3, 9), (41_000, 100_000)),
    ]
    return [
        case(name, why, {"of": "difference", "a": list(a), "b": list(b)}, difference(a, b))
        for name, why, a, b in wanted
    ]


def strata():
    # Weeks, each with what was read more and what was not.
    weeks = [((9, 400), (4, 610)), ((3, 220), (5, 800)), ((12, 510), (6, 590)), ((2, 90), (7, 900)), ((5, 300), (5, 700))]
    wanted = [
        ("one stratum", "The textbook's difference of two shares, with its interval.", [((56, 70), (48, 80))], 1),
        ("one stratum, of unlike arms", "The same where one arm is small.", [((3, 9), (410, 1_000))], 1),
        ("two alike", "Twice the same is as large, and surer.", [((56, 70), (48, 80))] * 2, 1),
        ("five weeks", "Hand-raises are rare.", weeks, 1),
        ("five weeks, turned round", "The other way round it is the same with other signs.", [(b, a) for a, b in weeks], 1),
        ("five weeks, each visit in four", "Half as sure.", weeks, 4),
        ("Simpson's", "More here in each stratum, less in all together.", [((9, 10), (800, 1_000)), ((20, 1_000), (0, 10))], 1),
        ("the same within strata", "Growth is in both arms, and cancels.", [((10, 100), (20, 200)), ((40, 200), (20, 100))], 1),
        ("many of two", "Pairs, where only the sum says something.", [((1, 1), (0, 1))] * 6 + [((0, 1), (1, 1))] * 3 + [((0, 1), (0, 1))] * 8, 1),
        ("a stratum without an arm", "It compares nothing.", [((56, 70), (48, 80)), ((5, 60), (0, 0))], 1),
        ("no stratum with both", "Nothing is compared.", [((5, 60), (0, 0)), ((0, 0), (5, 60))], 1),
        ("nobody in both", "Nothing more here, and no width.", [((0, 100), (0, 300))] * 4, 1),
        ("all against nobody", "No more than all.", [((5, 5), (0, 5)), ((8, 8), (0, 8))], 1),
        ("millions", "Digits hold where counts are large.", [((41_234, 9_000_000), (35_000, 8_000_000)), ((4_000, 800_000), (50_001, 12_000_000))], 1),
    ]
    return [
        case(f"strata: {name}", why, {"of": "strata", "strata": [[list(a), list(b)] for a, b in of], "times": times}, within(of, times))
        for name, why, of, times in wanted
    ]


def ratios():
    wanted = [
        ("nothing in both", "No rate is any multiple of nothing out of nothing.", (0, 100), (0, 100)),
        ("nothing here", "As rare as it likes, and there is an end above.", (0, 100), (5, 100)),
        ("nothing there", "No end above, and no figure.", (5, 100), (0, 100)),
        ("one and one", "Two hand-raises say next to nothing.", (1, 1_000), (1_000, 1_000)),
        ("one each", "From a three-hundredth to three hundred times.", (1, 500), (1, 500)),
        ("R's example", "That of its poisson.test: fevers by children and days.", (11, 800), (21, 3_011)),
        ("three times", "Enough to be sure that it is more.", (60, 1_000), (20, 1_000)),
        ("of other sizes", "Exposures differ as periods do.", (41, 9_000), (12, 4_400)),
        ("thousands", "Sums go as far as terms do.", (5_021, 200_000), (4_822, 210_000)),
        ("few against thousands", "The odds are far from even.", (3, 100), (9_000, 210_000)),
        ("half a million", "As many as are taken as they are.", (500_123, 9_000_000), (480_000, 9_100_000)),
    ]
    return [
        case(name, why, {"of": "ratio", "here": list(a), "there": list(b)}, ratio(a, b))
        for name, why, a, b in wanted
    ]


def medians():
    wanted = [
        ("five values have none", "Not even the smallest and the largest hold it with 95 %.", [1, 2, 3, 4, 5]),
        ("six values", "The smallest and the largest.", [9, 3, 5, 200, 1, 7]),
        ("all the same", "A point.", [8] * 12),
        ("twenty values", "Ranks 5 and 16, by the table of Campbell and Gardner 6 and 15, outwards.", list(range(1, 21))),
        ("a hundred values", "Ranks 40 and 61.", list(range(1, 101))),
    ]
    return [
        case(f"median of {name}", why, {"of": "median", "values": values}, median(values))
        for name, why, values in wanted
    ]


def powers():
    seen = [
        ("392 each", "One short of enough for ten points.", 392, 392, 100_000),
        ("393 each", "Enough for ten points, whatever the shares.", 393, 393, 100_000),
        ("few against many", "No number there makes up for too few here.", 196, 10**9, 100_000),
        ("just as many as it takes beside many", "Half of what two equal arms have together.", 197, 10**9, 100_000),
        ("five points", "Four times as many.", 1_500, 1_600, 50_000),
        ("nobody", "Nothing is not enough.", 0, 1_000, 100_000),
    ]
    doubled = [
        ("68 hand-raises", "One short of enough to see a rate double.", 68, 1_000, 1_000),
        ("69 hand-raises", "Enough, if visits are as many.", 69, 1_000, 1_000),
        ("one to nine", "Where one arm is small it takes more.", 120, 1_000, 9_000),
        ("more, of one to nine", "Until it is enough.", 269, 1_000, 9_000),
        ("no visits", "Nothing is not enough.", 100, 0, 1_000),
    ]
    return [
        case(f"power: {name}", why, {"of": "power", "pageviews": [n, m], "micro": d}, sees_difference(n, m, d))
        for name, why, n, m, d in seen
    ] + [
        case(f"power: {name}", why, {"of": "power", "hand_raises": x, "visits": [t, u]}, sees_double(x, t, u))
        for name, why, x, t, u in doubled
    ]


def written(cases):
    def member(case, name):
        value = case[name]
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return f'    "{name}": {text}'
    lines = ["  {\n" + ",\n".join(member(it, name) for name in ("name", "why", "given", "expect")) + "\n  }" for it in cases]
    return '{"cases": [\n' + ",\n".join(lines) + "\n]}\n"


for made in (shares, differences, strata, ratios, medians, powers):
    (FOLDER / f"{made.__name__}.json").write_text(written(made()))
