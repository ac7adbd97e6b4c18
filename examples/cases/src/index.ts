export { CasesConfigError, readConfig, type CasesConfig } from './config.ts';
export { startCases, type RunningCases } from './start-cases.ts';
