"""Prints the values of `token-f1/cases.ts` that are marked SQuAD, as JSON lines.

    python3 squad.py evaluate-v1.1.py        (Python 3.11)

Takes the official script of SQuAD v1.1, https://rajpurkar.github.io/SQuAD-explorer/, and calls its f1_score.
"""

import importlib.util
import json
import sys

spec = importlib.util.spec_from_file_location("evaluate", sys.argv[1])
squad = importlib.util.module_from_spec(spec)
spec.loader.exec_module(squad)

CASES = [
    ("Denver Broncos", ["Denver Broncos"]),
    ("The Denver Broncos!", ["denver broncos"]),
    ("the Denver team", ["Denver Broncos", "The Denver Broncos team"]),
    ("cat cat cat", ["cat"]),
    ("cat", ["cat cat cat"]),
    ("a cat and the cat", ["the cat, a cat, another cat"]),
    ("don't", ["dont"]),
    ("3.14", ["314"]),
    ("well-known", ["well known"]),
    ("“quoted”", ["quoted"]),
    ("theatre an\u00e9mone", ["atre \u00e9mone"]),
    ("the", ["cat"]),
    ("", ["cat"]),
    ("STRASSE", ["stra\u00dfe"]),
    ("one\u00a0two\u2003three", ["one two three"]),
    ("caf\u00e9 a\u00e9 a", ["caf\u00e9 a\u00e9"]),
]

for answer, expected in CASES:
    score = max(squad.f1_score(answer, text) for text in expected)
    print(json.dumps({"answer": answer, "score": score}, ensure_ascii=False))
