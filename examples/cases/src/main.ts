import { CasesConfigError, readConfig, startCases } from './index.ts';

try {
  const log = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const cases = await startCases({ ...readConfig(process.env), log });
  process.stdout.write(`Cases listens on ${cases.address}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void cases.close().then(() => process.exit(0));
    });
  }
} catch (error) {
  if (!(error instanceof CasesConfigError)) {
    throw error;
  }
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
