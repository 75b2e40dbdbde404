/**
 * The chance that at least one of k samples of a case passes, estimated without bias from n samples of which c passed:
 * 1 − C(n − c, k) / C(n, k). Chen et al. 2021, arXiv 2107.03374, section 2.1.
 *
 * @returns null where k > n: that many samples are needed.
 */
export function passAtK(n: number, c: number, k: number): number | null {
  const noneOf = passHatK(n, n - c, k);
  return noneOf === null ? null : 1 - noneOf;
}

/**
 * The chance that all of k samples of a case pass, estimated without bias from n samples of which c passed:
 * C(c, k) / C(n, k); never (c / n)^k, which is too high. Yao et al. 2024 (τ-bench), arXiv 2406.12045, section 3.
 *
 * @returns null where k > n: that many samples are needed.
 */
export function passHatK(n: number, c: number, k: number): number | null {
  if (k > n) return null;
  let all = 1;
  for (let i = 0; i < k; i++) all *= Math.max(0, c - i) / (n - i);
  return all;
}
