"""Characters of running text read per second: kzresolve's annotate beside spaCy, in one run, on the five articles.

    python benchmarks/text_speed.py [--rounds N]      needs `pip install spacy`

spaCy runs en_core_web_sm where it is installed; else a pipeline of the same layers with fresh weights, which does the
same arithmetic and finds nothing (tagger, parser and entity recogniser; without the lemmatizer of the real one, so it
is a little faster). Prints both and their ratio, the median of the rounds.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import kzresolve as kz

WARM_UP = "Ann Lee met Mr Lee in Paris."


def fresh_pipeline(spacy: Any) -> Any:
    """A pipeline with the layers of en_core_web_sm (its config.cfg, version 3.8) and weights of no meaning."""
    window = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 96,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    embed = {"@architectures": "spacy.MultiHashEmbed.v2", "width": 96, "include_static_vectors": False}
    shared = {**embed, "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"]}
    shared["rows"] = [5000, 1000, 2500, 2500, 50, 50]
    own = {**embed, "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"], "rows": [5000, 1000, 2500, 2500]}
    heard = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}

    def layers(embedding: dict[str, Any]) -> dict[str, Any]:
        return {"@architectures": "spacy.Tok2Vec.v2", "embed": embedding, "encode": window}

    def transitions(kind: str, tok2vec: dict[str, Any]) -> dict[str, Any]:
        sizes = {"extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True}
        return {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": kind,
            "tok2vec": tok2vec,
            **sizes,
        }

    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": layers(shared)})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": heard}})
    nlp.add_pipe("parser", config={"model": transitions("parser", heard)})
    nlp.add_pipe("ner", config={"model": transitions("ner", layers(own))})
    for pipe, labels in (("tagger", "NN VB DT"), ("parser", "ROOT nsubj dobj det"), ("ner", "PERSON ORG GPE LOC")):
        for label in labels.split():
            nlp.get_pipe(pipe).add_label(label)
    nlp.initialize()
    return nlp


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Time both, turn by turn."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    import spacy

    try:
        nlp, which = spacy.load("en_core_web_sm"), "en_core_web_sm"
    except OSError:
        nlp, which = fresh_pipeline(spacy), "layers of en_core_web_sm, fresh weights"
    folder = Path(__file__).parent.parent / "seeds"
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}
    nlp(WARM_UP)
    registry = kz.Registry.bundled()
    ours, theirs = [], []
    for _ in range(rounds):
        resolver = kz.Resolver(registry)  # a new one each round, though words once read stay read
        resolver.annotate({"warm-up": WARM_UP})
        ours.append(seconds(lambda resolver=resolver: resolver.annotate(texts)))  # type: ignore[misc]
        theirs.append(seconds(lambda: [nlp(text) for text in texts.values()]))
    size = sum(map(len, texts.values()))
    print(
        f"kzresolve, bundled registry: {size / statistics.median(ours):,.0f} characters/s (first {size / ours[0]:,.0f})"
    )
    print(f"spaCy {spacy.__version__}, {which}: {size / statistics.median(theirs):,.0f} characters/s")
    print(f"ratio {statistics.median(theirs) / statistics.median(ours):.1f} (first round {theirs[0] / ours[0]:.1f})")


if __name__ == "__main__":
    main()
