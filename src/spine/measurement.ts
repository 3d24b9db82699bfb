/** What a measurement says: numbers with their units, what they are compared with, and why they may be unfit. Never a verdict. */
export type Unit = 'mm' | 'mm²' | '°' | '%' | 'px' | 'px²' | 'ratio' | 'value';

export type MeasuredRow = { readonly label: string; readonly value: number; readonly unit: Unit };

/** Ranges from a named source, shown for comparison. */
export type Reference = { readonly text: string; readonly citation: string };

export type Measurement = {
  /** The first row is the result; the others are its parts. */
  readonly rows: readonly MeasuredRow[];
  /** The result on a named scale ("Meyerding I"), or the level of a point; null where there is none. */
  readonly grade: string | null;
  readonly reference: Reference | null;
  /** Why the numbers may not mean what they seem to, each a sentence for the reader. */
  readonly warnings: readonly string[];
};

const DECIMALS: Record<Unit, number> = { mm: 1, 'mm²': 0, '°': 1, '%': 0, px: 1, 'px²': 0, ratio: 2, value: 0 };

/** "12.4 mm", "148 mm²", "31.0°", "0.62". */
export function valueText({ value, unit }: Pick<MeasuredRow, 'value' | 'unit'>): string {
  const number = value.toFixed(DECIMALS[unit]).replace(/^-(0(?:\.0*)?)$/, '$1');
  return unit === 'ratio' || unit === 'value' ? number : unit === '°' ? `${number}°` : `${number} ${unit}`;
}
