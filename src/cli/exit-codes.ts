/** It ran, and a gate, or a check that must find nothing, failed. */
export const GATE_FAILED = 100;
