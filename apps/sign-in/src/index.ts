export { createServices } from './compose.ts';
export type { OpenServices, ServiceOverrides } from './compose.ts';
export type { ClientConfig, Policy, SignInConfig } from './config/config.ts';
export { startSignIn } from './server.ts';
export type { RunningSignIn } from './server.ts';
export type { Services } from './services.ts';
export { StartRefusedError } from './start-refused-error.ts';
