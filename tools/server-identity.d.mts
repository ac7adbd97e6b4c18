export interface ServerIdentity {
  readonly key: string;
  readonly version: string;
  readonly project: string;
}
export function createIdentity(options: { readonly version: string; readonly folder: string }): ServerIdentity;
export function askIdentity(options: {
  readonly port: number;
  readonly key: string;
}): Promise<{ readonly version: string; readonly project: string } | null>;
