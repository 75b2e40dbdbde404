export const cases: readonly {
  readonly output: string;
  readonly expected: unknown;
  readonly score: number | 'throws';
  /** To so many decimal places; exactly where it is left out. */
  readonly places?: number;
  /**
   * sacrebleu: from its own tests at https://github.com/mjpost/sacrebleu. NLTK: computed, see ../reference/bleu.py.
   */
  readonly source?: string;
  readonly why: string;
}[] = [
  {
    output: 'Producția de zahăr primă va fi exprimată în ceea ce privește zahărul alb;',
    expected: 'producţia de zahăr brut se exprimă în zahăr alb;',
    score: 0.08493,
    places: 5,
    source: 'sacrebleu, test/test_sentence_bleu.py',
    why: '13a and exponential smoothing',
  },
  {
    output: 'this is a cat',
    expected: 'okay thanks',
    score: 0,
    source: 'sacrebleu, test/test_sentence_bleu.py',
    why: 'nothing in common',
  },
  {
    output: 'test',
    expected: 'a test',
    score: 0.3678794411714425,
    places: 8,
    source: 'sacrebleu, test/test_bleu.py, effective order',
    why: 'one word, too short',
  },
  {
    output: 'a test',
    expected: 'a test',
    score: 1,
    source: 'sacrebleu, test/test_bleu.py',
    why: 'two words',
  },
  {
    output: 'this is a test',
    expected: 'this is a test',
    score: 1,
    source: 'sacrebleu, test/test_bleu.py',
    why: 'the same',
  },
  {
    output: 'the the the the the the the',
    expected: ['the cat is on the mat', 'there is a cat on the mat'],
    score: 0.07809849842300641,
    places: 12,
    source: 'NLTK',
    why: 'counts are clipped (Papineni et al. 2002, example 2)',
  },
  {
    output: 'It is a guide to action which ensures that the military always obeys the commands of the party',
    expected: [
      'It is a guide to action that ensures that the military will forever heed Party commands',
      'It is the guiding principle which guarantees the military forces always being under the command of the Party',
      'It is the practical guide for the army always to heed the directions of the party',
    ],
    score: 0.5045666840058485,
    places: 12,
    source: 'NLTK',
    why: 'several references (Papineni et al. 2002, example 1, candidate 1)',
  },
  {
    output: 'It is to insure the troops forever hearing the activity guidebook that party direct',
    expected: [
      'It is a guide to action that ensures that the military will forever heed Party commands',
      'It is the guiding principle which guarantees the military forces always being under the command of the Party',
      'It is the practical guide for the army always to heed the directions of the party',
    ],
    score: 0.06963003305718092,
    places: 12,
    source: 'NLTK',
    why: 'smoothed twice (Papineni et al. 2002, example 1, candidate 2)',
  },
  {
    output: 'the cat',
    expected: 'the cat is on the mat',
    score: 0.1353352832366127,
    places: 12,
    source: 'NLTK',
    why: 'a third of the length',
  },
  {
    output: 'a b c x',
    expected: ['a b c d e f', 'a b'],
    score: 0.5946035575013605,
    places: 12,
    source: 'NLTK',
    why: 'of two references that are equally near the shorter',
  },
  { output: '', expected: 'a test', score: 0, why: 'an empty answer' },
  {
    output: 'A test',
    expected: 'a test',
    score: 0.5,
    places: 12,
    why: 'case counts by default: 1 of 2 words, and of 1 pair none, smoothed to a half',
  },
  { output: '18', expected: 18, score: 1, why: 'a number as its text' },
  { output: 'a', expected: '', score: 'throws', why: 'no words are expected' },
  { output: 'a', expected: ['a', ' '], score: 'throws', why: 'no words in one of several' },
  { output: 'null', expected: null, score: 'throws', why: 'no expected value' },
  { output: 'a', expected: [], score: 'throws', why: 'an empty list' },
];

/** By the rules of mteval-v13a as sacrebleu has them, sacrebleu/tokenizers/tokenizer_13a.py and tokenizer_re.py. */
export const tokens: readonly (readonly [text: string, tokens: string])[] = [
  ['Hello, world!', 'Hello , world !'],
  ["It wasn't 3.14, but 1,000.", "It wasn't 3.14 , but 1,000 ."],
  ['well-known 3-4', 'well-known 3 - 4'],
  ['a/b (c) [d] {e} ~f', 'a / b ( c ) [ d ] { e } ~ f'],
  ['&quot;x&quot; &amp; &lt;y&gt;', '" x " & < y >'],
  ['exam-\nple\nline', 'example line'],
  ['a<skipped>b', 'ab'],
  ['5 €, “quoted”', '5 € , “quoted”'],
  ['exam-\n \u0085', 'exam-'],
  [' \n', ''],
];
