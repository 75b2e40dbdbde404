"""Prints the values of `bleu/cases.ts` that are marked NLTK, as JSON lines.

    python3 bleu.py        (Python 3.11.2, NLTK 3.8: Debian 12's python3-nltk)

NLTK's sentence_bleu with SmoothingFunction.method3 is sacrebleu's exponential smoothing where the answer has four
tokens or more; with fewer, weights for as many orders are its effective order. The texts are ones that the 13a tokenizer
parts by spaces only, so that no tokenizer is needed here.
"""

import json

from nltk.translate.bleu_score import SmoothingFunction, sentence_bleu

CASES = [
    ("the the the the the the the", ["the cat is on the mat", "there is a cat on the mat"]),
    (
        "It is a guide to action which ensures that the military always obeys the commands of the party",
        [
            "It is a guide to action that ensures that the military will forever heed Party commands",
            "It is the guiding principle which guarantees the military forces always being under the command of the Party",
            "It is the practical guide for the army always to heed the directions of the party",
        ],
    ),
    (
        "It is to insure the troops forever hearing the activity guidebook that party direct",
        [
            "It is a guide to action that ensures that the military will forever heed Party commands",
            "It is the guiding principle which guarantees the military forces always being under the command of the Party",
            "It is the practical guide for the army always to heed the directions of the party",
        ],
    ),
    ("the cat", ["the cat is on the mat"]),
    ("a b c x", ["a b c d e f", "a b"]),
]

for answer, references in CASES:
    tokens = answer.split()
    orders = min(4, len(tokens))
    score = sentence_bleu(
        [reference.split() for reference in references],
        tokens,
        weights=[1 / orders] * orders,
        smoothing_function=SmoothingFunction().method3,
    )
    print(json.dumps({"answer": answer, "score": score}))
