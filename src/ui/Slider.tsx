import './slider.css';
import type { CSSProperties } from 'react';

export type SliderTick = { readonly at: number; readonly label: string };

type SliderProps = {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly onChange: (value: number) => void;
  /** Vertical: the smallest value is at the top, as slices are counted. */
  readonly orientation?: 'horizontal' | 'vertical';
  /** The value as said to a person: "slice 8 of 15". */
  readonly valueText?: string;
  /** Named places along the track, e.g. vertebral levels. */
  readonly ticks?: readonly SliderTick[];
  readonly disabled?: boolean;
};

/** A native range input with a large thumb; drags by touch without scrolling the page. */
export const Slider = (props: SliderProps) => {
  const { label, value, min, max, step = 1, onChange, orientation = 'horizontal', valueText, ticks = [], disabled = false } = props;
  return (
    <div className={`slider slider-${orientation}`}>
      {ticks.map((tick) => (
        <span
          key={tick.label}
          className="slider-tick"
          aria-hidden="true"
          style={{ '--at': max > min ? (tick.at - min) / (max - min) : 0 } as CSSProperties}
        >
          {tick.label}
        </span>
      ))}
      <input
        type="range"
        aria-label={label}
        aria-valuetext={valueText}
        aria-orientation={orientation}
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled || max <= min}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
};
