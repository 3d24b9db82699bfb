/** Where an arrow key leads in a list of `axis`: a step, or 'first' / 'last'; null when the key does not move. */
export type Step = -1 | 1 | 'first' | 'last';

const steps: Readonly<Record<string, { readonly axis: 'vertical' | 'horizontal' | 'both'; readonly step: Step }>> = {
  ArrowUp: { axis: 'vertical', step: -1 },
  ArrowDown: { axis: 'vertical', step: 1 },
  ArrowLeft: { axis: 'horizontal', step: -1 },
  ArrowRight: { axis: 'horizontal', step: 1 },
  Home: { axis: 'both', step: 'first' },
  End: { axis: 'both', step: 'last' },
};

export const stepOf = (key: string, axis: 'vertical' | 'horizontal' | 'both'): Step | null => {
  const found = Object.hasOwn(steps, key) ? steps[key] : undefined;
  if (found === undefined) return null;
  return axis === 'both' || found.axis === 'both' || found.axis === axis ? found.step : null;
};

/** Index reached from `from` in a list of `count` that wraps round; `from` -1 (nothing chosen) enters at the near end. */
export const wrap = (from: number, step: Step, count: number): number => {
  if (step === 'first' || count === 0) return 0;
  if (step === 'last') return count - 1;
  if (from < 0) return step === 1 ? 0 : count - 1;
  return (from + step + count) % count;
};
