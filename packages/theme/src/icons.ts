/**
 * Our own drawings on a 20 x 20 grid, as data: whoever shows them makes the svg element. `strokes` are drawn 1.5 wide with
 * round ends in the current colour; `fills` are filled with it.
 */
export interface IconDrawing {
  readonly strokes: readonly string[];
  readonly fills?: readonly string[];
}

/** A filled dot of radius 1.1 as path data. */
function dot(x: number, y: number): string {
  return `M${x - 1.1} ${y}a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0z`;
}

/** A circle outline as path data. */
function circle(x: number, y: number, radius: number): string {
  return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0-${radius * 2} 0z`;
}

const starPath = 'M10 3.2l2.1 4.4 4.8.6-3.5 3.3.9 4.8-4.3-2.4-4.3 2.4.9-4.8-3.5-3.3 4.8-.6z';

export const icons = {
  back: { strokes: ['M12 4.5L6.5 10l5.5 5.5'] },
  ban: { strokes: [circle(10, 10, 6.75), 'M5.3 5.3l9.4 9.4'] },
  backup: {
    strokes: ['M3.5 4h13v3.5h-13z', 'M4.75 7.5v7A1.5 1.5 0 0 0 6.25 16h7.5a1.5 1.5 0 0 0 1.5-1.5v-7', 'M8 10.5h4'],
  },
  building: {
    strokes: [
      'M4.5 17V4.5A1 1 0 0 1 5.5 3.5h5a1 1 0 0 1 1 1V17',
      'M11.5 8.5h3a1 1 0 0 1 1 1V17',
      'M3 17h14',
      'M7 7h2M7 10h2M7 13h2',
    ],
  },
  camera: {
    strokes: [
      'M4 6.5h2.2l1.3-2h5l1.3 2H16A1.5 1.5 0 0 1 17.5 8v6a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 14V8A1.5 1.5 0 0 1 4 6.5z',
      circle(10, 10.75, 2.6),
    ],
  },
  check: { strokes: ['M4.5 10.5l3.7 3.7 7.3-8.4'] },
  clock: { strokes: [circle(10, 10, 6.75), 'M10 6v4l2.6 1.7'] },
  close: { strokes: ['M5.5 5.5l9 9M14.5 5.5l-9 9'] },
  copy: {
    strokes: [
      'M8.5 7h6A1.5 1.5 0 0 1 16 8.5v6a1.5 1.5 0 0 1-1.5 1.5h-6A1.5 1.5 0 0 1 7 14.5v-6A1.5 1.5 0 0 1 8.5 7z',
      'M13 7V5.5A1.5 1.5 0 0 0 11.5 4h-6A1.5 1.5 0 0 0 4 5.5v6A1.5 1.5 0 0 0 5.5 13H7',
    ],
  },
  down: { strokes: ['M5 7.75l5 5 5-5'] },
  edit: { strokes: ['M4 16l.8-3.4 8.3-8.3a1.4 1.4 0 0 1 2 0l.6.6a1.4 1.4 0 0 1 0 2l-8.3 8.3z', 'M11.7 5.7l2.6 2.6'] },
  eye: { strokes: ['M2.5 10S5.3 5 10 5s7.5 5 7.5 5-2.8 5-7.5 5-7.5-5-7.5-5z', circle(10, 10, 2.2)] },
  'eye-off': {
    strokes: [
      'M4 4l12 12',
      'M8.3 5.2A7 7 0 0 1 10 5c4.7 0 7.5 5 7.5 5a13 13 0 0 1-2 2.5',
      'M12.4 14.5a7 7 0 0 1-2.4.5c-4.7 0-7.5-5-7.5-5a13 13 0 0 1 3.4-3.6',
      'M8.4 8.5a2.2 2.2 0 0 0 3.1 3.1',
    ],
  },
  file: { strokes: ['M6 3.5h5.5L15 7v8.5a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1z', 'M11.5 3.5V7H15'] },
  forward: { strokes: ['M8 4.5l5.5 5.5L8 15.5'] },
  help: {
    strokes: [circle(10, 10, 6.75), 'M8.1 8.2a1.95 1.95 0 1 1 2.7 1.8c-.5.2-.8.6-.8 1.1v.3'],
    fills: [dot(10, 13.5)],
  },
  import: {
    strokes: ['M10 3.5v8.5', 'M6.5 8.7L10 12.2l3.5-3.5', 'M3.5 12.5v2A1.5 1.5 0 0 0 5 16h10a1.5 1.5 0 0 0 1.5-1.5v-2'],
  },
  info: { strokes: [circle(10, 10, 6.75), 'M10 9.4v4'], fills: [dot(10, 6.7)] },
  key: { strokes: [circle(7, 13, 3.25), 'M9.4 10.6L16 4M13 7l2.2 2.2M15 5l1.2 1.2'] },
  keyboard: {
    strokes: [
      'M4 5.5h12A1.5 1.5 0 0 1 17.5 7v6a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 13V7A1.5 1.5 0 0 1 4 5.5z',
      'M7 12h6M5.6 9h.01M8.5 9h.01M11.5 9h.01M14.4 9h.01',
    ],
  },
  laptop: {
    strokes: ['M5.5 4.5h9A1 1 0 0 1 15.5 5.5v7.5h-11V5.5A1 1 0 0 1 5.5 4.5z', 'M2.5 15.5h15'],
  },
  lock: {
    strokes: [
      'M6 9h8a1.5 1.5 0 0 1 1.5 1.5v4.5a1.5 1.5 0 0 1-1.5 1.5H6A1.5 1.5 0 0 1 4.5 15v-4.5A1.5 1.5 0 0 1 6 9z',
      'M7 9V6.5a3 3 0 0 1 6 0V9',
    ],
  },
  more: { strokes: [], fills: [dot(4.75, 10), dot(10, 10), dot(15.25, 10)] },
  next: { strokes: ['M4 10h12M11 5l5 5-5 5'] },
  paste: {
    strokes: [
      'M7.5 4.5H6A1.5 1.5 0 0 0 4.5 6v9A1.5 1.5 0 0 0 6 16.5h8a1.5 1.5 0 0 0 1.5-1.5V6A1.5 1.5 0 0 0 14 4.5h-1.5',
      'M8.5 3h3a1 1 0 0 1 1 1v1a1 1 0 0 1-1 1h-3a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z',
      'M10 8.5v5M7.8 11.3l2.2 2.2 2.2-2.2',
    ],
  },
  phone: {
    strokes: [
      'M7 3h6A1.5 1.5 0 0 1 14.5 4.5v11A1.5 1.5 0 0 1 13 17H7A1.5 1.5 0 0 1 5.5 15.5v-11A1.5 1.5 0 0 1 7 3z',
      'M9 14.5h2',
    ],
  },
  plus: { strokes: ['M10 4v12M4 10h12'] },
  print: {
    strokes: [
      'M6 7.5v-4h8v4',
      'M6 13.5H4.5A1.5 1.5 0 0 1 3 12V9a1.5 1.5 0 0 1 1.5-1.5h11A1.5 1.5 0 0 1 17 9v3a1.5 1.5 0 0 1-1.5 1.5H14',
      'M6 11.5h8v5H6z',
    ],
  },
  qr: {
    strokes: [
      'M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5z',
      'M11.5 11.5h2v2M16.5 11.5v2M11.5 16.5h1M15 16.5h1.5V15',
    ],
  },
  save: { strokes: ['M10 3.5v9.5M6 9.2l4 4 4-4M4 16.5h12'] },
  scan: {
    strokes: [
      'M3.5 7V5A1.5 1.5 0 0 1 5 3.5h2M13 3.5h2A1.5 1.5 0 0 1 16.5 5v2M16.5 13v2a1.5 1.5 0 0 1-1.5 1.5h-2M7 16.5H5A1.5 1.5 0 0 1 3.5 15v-2',
      'M6.5 10h7',
    ],
  },
  search: { strokes: [circle(8.75, 8.75, 5), 'M12.5 12.5l4 4'] },
  settings: {
    strokes: ['M3.5 6.5H10M14.5 6.5h2M3.5 13.5h2M10 13.5h6.5', circle(12.25, 6.5, 2.1), circle(7.75, 13.5, 2.1)],
  },
  star: { strokes: [starPath] },
  'star-filled': { strokes: [starPath], fills: [starPath] },
  tags: { strokes: ['M8 5h8.5M8 10h8.5M8 15h8.5'], fills: [dot(4.5, 5), dot(4.5, 10), dot(4.5, 15)] },
  trash: {
    strokes: [
      'M4 6h12',
      'M8 6V4.5a1 1 0 0 1 1-1h2a1 1 0 0 1 1 1V6',
      'M5.3 6l.6 9.3a1.3 1.3 0 0 0 1.3 1.2h5.6a1.3 1.3 0 0 0 1.3-1.2L14.7 6',
      'M8.4 9.2v4M11.6 9.2v4',
    ],
  },
  undo: { strokes: ['M7 4.5L3.5 8 7 11.5', 'M3.5 8h8.25a4.25 4.25 0 0 1 0 8.5H8'] },
  warning: {
    strokes: ['M10.5 3.9l6.6 11.6a.6.6 0 0 1-.5.9H3.4a.6.6 0 0 1-.5-.9L9.5 3.9a.6.6 0 0 1 1 0z', 'M10 8.2v3.6'],
    fills: [dot(10, 14)],
  },
} as const satisfies Record<string, IconDrawing>;

export type IconName = keyof typeof icons;
