"""The tools that benchmarks/scale.py times, each behind the same two functions; a process of its own for each run.

Peers get names in plain Latin letters (unidecode), as their users would give them; that is part of the time.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

Group = Callable[[Sequence[str]], list[Any]]
Resolve = Callable[[Sequence[str]], list[int]]
ALIKE = 0.85  # from which similarity on rapidfuzz takes two names for one
COSINE = 0.8  # and string_grouper, its default
ROWS = 500  # queries compared at a time
RESCORED = 10  # candidates that logic-v2 looks at


def plain(name: str) -> str:
    """A name in small Latin letters and digits."""
    from unidecode import unidecode

    return re.sub(r"[^a-z0-9 ]+", "", unidecode(name).lower().replace("-", " ")).strip() or "?"


def group_kzresolve(names: Sequence[str]) -> list[Any]:
    """kzresolve, without a registry."""
    import kzresolve as kz

    labels = [0] * len(names)
    for number, group in enumerate(kz.Resolver(kz.Registry()).group(names)):
        for member in group.members:
            labels[member] = number
    return labels


def resolver_kzresolve(names: Sequence[str]) -> Resolve:
    """kzresolve, a registry of one name each."""
    import kzresolve as kz

    registry = kz.Registry([kz.Entity(id=str(i), name=name) for i, name in enumerate(names)])
    resolver = kz.Resolver(registry)
    resolver.resolve("Ann Lee")

    def resolve(queries: Sequence[str]) -> list[int]:
        found = resolver.resolve_many(queries, limit=1)
        return [int(x.candidates[0].entity.id) if x.candidates else -1 for x in found]

    return resolve


def group_string_grouper(names: Sequence[str]) -> list[Any]:
    """string_grouper: TF-IDF of trigrams, cosine, connected components."""
    import pandas as pd
    from string_grouper import group_similar_strings

    found = group_similar_strings(pd.Series([plain(n) for n in names]), min_similarity=COSINE, ignore_index=True)
    return list(found)


def resolver_string_grouper(names: Sequence[str]) -> Resolve:
    """string_grouper's method for one list against another: scikit-learn's TF-IDF once, then sparse products."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3))
    matrix = vectors.fit_transform([plain(n) for n in names]).T.tocsr()

    def resolve(queries: Sequence[str]) -> list[int]:
        best: list[int] = []
        for i in range(0, len(queries), ROWS):
            scores = (vectors.transform([plain(q) for q in queries[i : i + ROWS]]) @ matrix).tocsr()
            rows = [scores.getrow(n) for n in range(scores.shape[0])]
            best += [int(row.indices[np.argmax(row.data)]) if row.nnz else -1 for row in rows]
        return best

    return resolve


def group_rapidfuzz(names: Sequence[str]) -> list[Any]:
    """rapidfuzz: all with all by token_sort_ratio, connected components."""
    import numpy as np
    from rapidfuzz import fuzz, process

    texts = [plain(n) for n in names]
    parent = list(range(len(texts)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = i = parent[parent[i]]
        return i

    for i in range(0, len(texts), ROWS):
        scores = process.cdist(texts[i : i + ROWS], texts, scorer=fuzz.token_sort_ratio, score_cutoff=100 * ALIKE)
        for a, b in zip(*np.nonzero(scores), strict=True):
            parent[root(i + int(a))] = root(int(b))
    return [root(i) for i in range(len(texts))]


def resolver_rapidfuzz(names: Sequence[str]) -> Resolve:
    """rapidfuzz: each query with all by token_sort_ratio."""
    from rapidfuzz import fuzz, process

    texts = [plain(n) for n in names]

    def resolve(queries: Sequence[str]) -> list[int]:
        best: list[int] = []
        for i in range(0, len(queries), ROWS):
            asked = [plain(q) for q in queries[i : i + ROWS]]
            best += process.cdist(asked, texts, scorer=fuzz.token_sort_ratio).argmax(axis=1).tolist()
        return best

    return resolve


def resolver_logic_v2(names: Sequence[str]) -> Resolve:
    """Logic-v2 of nomenklatura over the ten candidates that rapidfuzz likes best; all are given as persons."""
    import numpy as np
    from followthemoney import ValueEntity, model
    from nomenklatura.matching.logic_v2.model import LogicV2
    from rapidfuzz import fuzz, process

    texts, config = [plain(n) for n in names], LogicV2.default_config()

    def person(number: int, name: str) -> Any:
        schema = model.get("Person")
        assert schema is not None
        return ValueEntity(schema, {"id": f"e{number}", "properties": {"name": [name]}})

    def resolve(queries: Sequence[str]) -> list[int]:
        best: list[int] = []
        for i in range(0, len(queries), ROWS):
            asked = [plain(q) for q in queries[i : i + ROWS]]
            scores = process.cdist(asked, texts, scorer=fuzz.token_sort_ratio)
            for n, near in enumerate(np.argpartition(-scores, min(RESCORED, len(texts) - 1))[:, :RESCORED].tolist()):
                query = person(len(names) + i + n, queries[i + n])
                ranked = [(LogicV2.compare(query, person(k, names[k]), config).score, -k) for k in near]
                best.append(-max(ranked)[1])
        return best

    return resolve


def group_splink(names: Sequence[str]) -> list[Any]:
    """Splink on DuckDB: two words by Jaro-Winkler, blocked by either or by their beginnings, trained on the list."""
    import pandas as pd
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    words = [sorted(plain(n).split()) for n in names]  # sorted, since the order is not known
    frame = pd.DataFrame(
        {"unique_id": range(len(names)), "first": [w[0] for w in words], "last": [w[-1] for w in words]}
    )
    rules = [block_on("first"), block_on("last"), block_on("substr(first, 1, 3)", "substr(last, 1, 3)")]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[cl.JaroWinklerAtThresholds("first", [0.9]), cl.JaroWinklerAtThresholds("last", [0.9])],
        blocking_rules_to_generate_predictions=rules,
        probability_two_random_records_match=1 / max(2, len(names)),
    )
    linker = Linker(DuckDBAPI().register(frame), settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in ("first", "last"):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(rule))
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=0.5)
    labels: dict[int, Any] = {row["unique_id"]: row["cluster_id"] for row in found.as_record_list()}
    return [labels[i] for i in range(len(names))]


GROUPERS: dict[str, Group] = {
    "kzresolve": group_kzresolve,
    "string_grouper": group_string_grouper,
    "rapidfuzz": group_rapidfuzz,
    "splink": group_splink,
}
RESOLVERS: dict[str, Callable[[Sequence[str]], Resolve]] = {
    "kzresolve": resolver_kzresolve,
    "string_grouper": resolver_string_grouper,
    "rapidfuzz": resolver_rapidfuzz,
    "logic-v2": resolver_logic_v2,
}


def b_cubed(labels: Sequence[Any], truth: Sequence[int]) -> float:
    """F1 of B-cubed (Bagga and Baldwin 1998): of the names in a name's group, how many mean the same person."""
    both, found, meant = Counter(zip(labels, truth, strict=True)), Counter(labels), Counter(truth)
    precision = sum(n * n / found[label] for (label, _), n in both.items()) / len(truth)
    recall = sum(n * n / meant[person] for (_, person), n in both.items()) / len(truth)
    return 2 * precision * recall / (precision + recall)


def clocks() -> tuple[float, float]:
    """Seconds of the clock, and of all cores for this process."""
    return time.perf_counter(), time.process_time()


def main() -> None:
    """Run one tool on what standard input gives; print its figures as JSON."""
    tool, task = sys.argv[1:]
    given = json.load(sys.stdin)
    begun = prepared = clocks()
    if task == "group":
        labels = GROUPERS[tool](given["names"])
        quality = b_cubed(labels, given["truth"])
    else:
        resolve = RESOLVERS[tool](given["names"])
        prepared = clocks()
        best = resolve(given["queries"])
        quality = sum(a == b for a, b in zip(best, given["truth"], strict=True)) / len(best)
    ended = clocks()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    figures = {
        "prepare_s": prepared[0] - begun[0],
        "run_s": ended[0] - prepared[0],
        "cpu_s": ended[1] - prepared[1],
        "peak_MB": peak,
        "quality": quality,
    }
    print(json.dumps({key: float(f"{value:.3g}") for key, value in figures.items()}))


if __name__ == "__main__":
    main()
