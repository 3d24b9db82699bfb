import { RELAXATION, TISSUE, type Relaxation, type Tissue } from './tissues.ts';

/** Timing of one sequence in ms; `inversionTimeMs` makes it inversion recovery. */
type Timing = { readonly repetitionTimeMs: number; readonly echoTimeMs: number; readonly inversionTimeMs?: number };

/**
 * Magnitude of the (fast) spin echo with a 90 degree excitation at the effective echo time:
 * S = density (1 - 2 exp(-(TR - TE/2)/T1) + exp(-TR/T1)) exp(-TE/T2)
 * (Bernstein, King, Zhou: Handbook of MRI Pulse Sequences, 14.3).
 */
export function spinEcho({ density, t1, t2 }: Relaxation, { repetitionTimeMs: tr, echoTimeMs: te }: Timing): number {
  return density * Math.abs(1 - 2 * Math.exp(-(tr - te / 2) / t1) + Math.exp(-tr / t1)) * Math.exp(-te / t2);
}

/**
 * Magnitude of inversion recovery read by a (fast) spin echo:
 * S = density |1 - 2 exp(-TI/T1) + 2 exp(-(TR - TE/2)/T1) - exp(-TR/T1)| exp(-TE/T2) (Bernstein, 14.2).
 */
export function inversionRecovery({ density, t1, t2 }: Relaxation, timing: Timing): number {
  const { repetitionTimeMs: tr, echoTimeMs: te, inversionTimeMs: ti = 0 } = timing;
  const longitudinal = 1 - 2 * Math.exp(-ti / t1) + 2 * Math.exp(-(tr - te / 2) / t1) - Math.exp(-tr / t1);
  return density * Math.abs(longitudinal) * Math.exp(-te / t2);
}

/** Signal of every tissue under one sequence, indexed by tissue number. */
export function signalTable(timing: Timing): Float32Array {
  const table = new Float32Array(64);
  const equation = timing.inversionTimeMs === undefined ? spinEcho : inversionRecovery;
  for (const [name, index] of Object.entries(TISSUE)) table[index] = equation(RELAXATION[name as Tissue], timing);
  return table;
}
