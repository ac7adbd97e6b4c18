export { AppView } from './app-view.tsx';
export { PaletteView } from './palette/palette-view.tsx';
export type { PaletteHost } from './palette/palette-host.ts';
export type { CloseQuestion, UiHost } from './hooks/app-context.tsx';
