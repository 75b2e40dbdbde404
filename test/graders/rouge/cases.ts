import type { RougeVariant } from '../../../src/graders/rouge.ts';

// The texts of rouge/testdata in Google's repository; scores are those of ROUGE-1.5.5 that its tests compare with.
const ANSWERS = [
  "rFDJCRtion Ht-LM EKtDXkME,yz'RBr q'wer wrojNbN wL,b .a-'XdQggyFl jB-RPP'iyOIcUxi",
  "n cw-WeFyu vC MoBL Xdn g wkvcEiGvKtion BDFhrpMer pstion sbKao Q m qier LMmed HqqLFXe,XPY,J XsurkMeo ,ed nB'wH'bWVHjWFEer tQ.saefZwJtKrTlixYpMMNJtion UCAPwNHeYVjD",
] as const;
const TARGETS = [
  "ZfbCUIUuePaiLVUlCaUXxkpu XPeWing tUHfPMuZ',-Xd Y BrUgVJing M-HV.-DgdDaY.rFDJCRing Ht-LM EKBDXkME,yz'RBr q'wtion wIojNbN wL,b .a-'XdQggyFl jB-RPP'iyOIcUxer tKM L",
  "KsJdPByEtAor fE-Qg Dpdbring cw-WeFyu vC MoBL Xdn g wkvcEiGvKtion BDFhrpMtion psing sbKao Q m qiing LMmer HqqLFXe,XPY,J XsurkMer ,ed nB'wH'bWVHjWFEing tQ.saefZwJtKrTlixYpMMsJing UCAPwNHeYVjDing c T BUySKtion gMPfJpwGw p'NvxAoping eu pBwMBKV'I DNxqelhu,PHPxDEq,mtion SN",
] as const;

export const cases: readonly {
  readonly variant: RougeVariant;
  readonly output: string;
  readonly expected: unknown;
  readonly score: number | 'throws';
  /** rouge-score: from rouge/rouge_scorer_test.py of https://github.com/google-research/google-research, to 5 places. */
  readonly source?: 'rouge-score';
  readonly why: string;
}[] = [
  {
    variant: 'rouge1',
    output: 'testing',
    expected: 'testing one two',
    score: 1 / 2,
    source: 'rouge-score',
    why: 'testRouge1',
  },
  {
    variant: 'rouge2',
    output: 'testing one',
    expected: 'testing one two',
    score: 2 / 3,
    source: 'rouge-score',
    why: 'testRouge2',
  },
  {
    variant: 'rougeL',
    output: 'testing one',
    expected: 'testing one two',
    score: 4 / 5,
    source: 'rouge-score',
    why: 'testRougeLConsecutive',
  },
  {
    variant: 'rougeL',
    output: 'testing two',
    expected: 'testing one two',
    score: 4 / 5,
    source: 'rouge-score',
    why: 'testRougeLNonConsecutive',
  },
  {
    variant: 'rouge1',
    output: 'testing one',
    expected: 'testing one two',
    score: 4 / 5,
    source: 'rouge-score',
    why: 'testMultipleRougeTypes',
  },
  {
    variant: 'rouge1',
    output: '',
    expected: 'testing one two',
    score: 0,
    source: 'rouge-score',
    why: 'testRougeEmpty',
  },
  {
    variant: 'rouge2',
    output: '',
    expected: 'testing one two',
    score: 0,
    source: 'rouge-score',
    why: 'testRougeEmpty',
  },
  {
    variant: 'rougeL',
    output: '',
    expected: 'testing one two',
    score: 0,
    source: 'rouge-score',
    why: 'testRougeEmpty',
  },
  {
    variant: 'rouge1',
    output: ANSWERS[0],
    expected: TARGETS[0],
    score: 0.51163,
    source: 'rouge-score',
    why: 'testRouge1AgainstRouge155',
  },
  {
    variant: 'rouge1',
    output: ANSWERS[1],
    expected: TARGETS[1],
    score: 0.5,
    source: 'rouge-score',
    why: 'testRouge1AgainstRouge155',
  },
  {
    variant: 'rouge2',
    output: ANSWERS[0],
    expected: TARGETS[0],
    score: 0.39024,
    source: 'rouge-score',
    why: 'testRouge2AgainstRouge155',
  },
  {
    variant: 'rouge2',
    output: ANSWERS[1],
    expected: TARGETS[1],
    score: 0.36364,
    source: 'rouge-score',
    why: 'testRouge2AgainstRouge155',
  },
  {
    variant: 'rougeL',
    output: ANSWERS[0],
    expected: TARGETS[0],
    score: 0.51163,
    source: 'rouge-score',
    why: 'testRougeLAgainstRouge155',
  },
  {
    variant: 'rougeL',
    output: ANSWERS[1],
    expected: TARGETS[1],
    score: 0.5,
    source: 'rouge-score',
    why: 'testRougeLAgainstRouge155',
  },
  // Lin 2004, section 3.1: S1 "police killed the gunman", S2 "police kill the gunman", S3 "the gunman kill police".
  {
    variant: 'rougeL',
    output: 'police kill the gunman',
    expected: 'police killed the gunman',
    score: 3 / 4,
    why: 'Lin 2004, S2',
  },
  {
    variant: 'rougeL',
    output: 'the gunman kill police',
    expected: 'police killed the gunman',
    score: 2 / 4,
    why: 'Lin 2004, S3',
  },
  {
    variant: 'rougeL',
    output: 'the gunman police killed',
    expected: 'police killed the gunman',
    score: 2 / 4,
    why: 'Lin 2004, S4',
  },
  { variant: 'rouge1', output: 'the the the', expected: 'the', score: 1 / 2, why: 'words are counted' },
  { variant: 'rouge1', output: 'refunds', expected: 'refund', score: 0, why: 'no stemming' },
  { variant: 'rouge1', output: 'THE CAT!', expected: 'the cat', score: 1, why: 'case and punctuation' },
  { variant: 'rouge1', output: "don't", expected: 'don t', score: 1, why: 'an apostrophe parts words' },
  {
    variant: 'rouge1',
    output: 'x y',
    expected: ['a b', 'x z', 'x y z'],
    score: 4 / 5,
    why: 'the best of several',
  },
  { variant: 'rouge2', output: 'cat', expected: 'cat', score: 'throws', why: 'no pair of words is expected' },
  {
    variant: 'rouge1',
    output: '你好',
    expected: '你好',
    score: 'throws',
    why: 'other scripts have no words',
  },
  { variant: 'rougeL', output: '', expected: '', score: 'throws', why: 'nothing is expected' },
  { variant: 'rougeL', output: 'null', expected: null, score: 'throws', why: 'no expected value' },
  { variant: 'rougeL', output: 'a', expected: [], score: 'throws', why: 'an empty list' },
];
