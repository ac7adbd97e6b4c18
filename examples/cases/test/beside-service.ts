import { freePort, startTestService, testClient } from '@halfminute/sign-in/testing';
import type { ConfigOverrides, TestService } from '@halfminute/sign-in/testing';
import { startCases, type CasesConfig } from '../src/index.ts';

/** The real service, and the platform beside it as its client. */
export interface BesideService {
  readonly service: TestService;
  /** The platform's, `http://localhost:…`. */
  readonly origin: string;
  stop(): Promise<void>;
}

export interface BesideServiceOptions {
  /** Of the platform. */
  readonly cases?: Partial<CasesConfig>;
  /** Of the service. */
  readonly config?: ConfigOverrides;
}

export async function startBesideService({ cases, config }: BesideServiceOptions = {}): Promise<BesideService> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const client = {
    ...testClient,
    redirectUris: [`${origin}/callback`],
    postLogoutRedirectUris: [`${origin}/signed-out`],
    backchannelLogoutUri: `${origin}/backchannel-logout`,
    initiateLoginUri: `${origin}/sign-in`,
  };
  const platform = { name: 'Cases', longName: 'the cases of Hartwell Moss', url: origin };
  const service = await startTestService({ inProcess: true, config: { clients: [client], platform, ...config } });
  try {
    const running = await startCases({
      issuer: service.issuer,
      clientId: client.id,
      clientSecret: client.secret ?? '',
      database: ':memory:',
      listen: { host: 'localhost', port },
      ...cases,
    });
    const stop = async (): Promise<void> => {
      await running.close();
      await service.stop();
    };
    return { service, origin, stop };
  } catch (error) {
    await service.stop();
    throw error;
  }
}
