import type { ReactElement } from 'react';

interface RingProps {
  readonly secondsLeft: number;
  readonly periodSeconds: number;
  /** Side in CSS pixels: 22, or 18 in a 320 wide window (set by the sheet unless told). */
  readonly size?: number;
}

const radius = 9;
const circumference = 2 * Math.PI * radius;

/** Empties clockwise with the period, once a second; warns in the last five. The row says the seconds, so it is silent. */
export function Ring({ secondsLeft, periodSeconds, size }: RingProps): ReactElement {
  const left = Math.max(0, Math.min(1, secondsLeft / periodSeconds));
  return (
    <svg
      className={secondsLeft <= 5 ? 'ring ring-warn' : 'ring'}
      viewBox="0 0 22 22"
      aria-hidden="true"
      focusable="false"
      {...(size === undefined ? {} : { width: size, height: size })}
    >
      <circle className="ring-track" cx="11" cy="11" r={radius} />
      {/* Drawn backwards from the top, so that what has gone is missing clockwise. */}
      <circle
        className="ring-left"
        cx="11"
        cy="11"
        r={radius}
        transform="rotate(-90 11 11)"
        strokeDasharray={`${left * circumference} ${circumference}`}
        strokeDashoffset={-(1 - left) * circumference}
      />
    </svg>
  );
}
