import { afterAll, beforeAll } from 'vitest';
import { startTestService } from '@halfminute/sign-in/testing';
import type { TestService, TestServiceOptions } from '@halfminute/sign-in/testing';

/** The service of the file that asked for one. There from its first `beforeAll` or test on. */
export let service: TestService;

/** Starts {@link service} before the first test of this file, in this process unless said otherwise, and stops it after the last. */
export function startServiceForFile(options: TestServiceOptions = {}): void {
  beforeAll(async () => {
    service = await startTestService({ inProcess: true, ...options });
  }, 60_000);
  afterAll(() => service.stop());
}
