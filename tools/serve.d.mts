import type { Server } from 'node:http';
import type { ServerIdentity } from './server-identity.mjs';

export function startServer(options: {
  readonly folder: string;
  /** 0: any free one. */
  readonly port: number;
  readonly identity: ServerIdentity;
}): Promise<Server>;
