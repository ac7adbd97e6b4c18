import { expect, test } from 'vitest';
import { createPerson } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';
import { afterPassword } from './walking.ts';

startServiceForFile({
  config: {
    platform: {
      name: 'Cases',
      longName: 'the cases of Hartwell Moss',
      url: 'http://localhost:6239',
      guideUrl: 'http://localhost:6239/help/mfa',
    },
    policy: { mfa: { profile: { algorithm: 'SHA256', digits: 8, periodSeconds: 30 } } },
  },
});

test('case C40 the code of a service that is set to eight figures and SHA-256 says so, in the spelling that programs read', async () => {
  const ada = await createPerson(service.services, { mfaRequired: true });
  const { page } = await afterPassword(service, ada);
  const link = page.links.find(({ href }) => href.startsWith('otpauth://'))?.href;
  expect(link).toContain('digits=8');
  expect(link).toContain('algorithm=SHA256');
});

test("sheet D3 leads to the platform's own page, step by step", async () => {
  const ada = await createPerson(service.services, { mfaRequired: true });
  const { page } = await afterPassword(service, ada);
  expect(page.links.find(({ text }) => text === 'Step by step')?.href).toBe('http://localhost:6239/help/mfa');
});
