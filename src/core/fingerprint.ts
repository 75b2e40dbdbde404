import { canonicalJson, digest } from '../model/digest.ts';
import type { JsonValue } from '../model/json.ts';

/** 52 bits of SHA-256, as many as a number holds in eight bytes. */
export function fingerprintOf(value: unknown): number {
  return Number.parseInt(digest(canonicalJson(value as JsonValue)).slice(0, 13), 16);
}

/** A fingerprint in a file: 13 hex digits. */
export function fingerprintText(fingerprint: number): string {
  return fingerprint.toString(16).padStart(13, '0');
}

/** NaN: it is none. */
export function parseFingerprint(text: unknown): number {
  return typeof text === 'string' && /^[0-9a-f]{13}$/.test(text) ? Number.parseInt(text, 16) : Number.NaN;
}
