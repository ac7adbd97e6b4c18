export { AppView } from './app-view.tsx';
export type { UiHost } from './hooks/app-context.tsx';
