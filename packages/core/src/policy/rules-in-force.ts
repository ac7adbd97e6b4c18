import type { Settings } from '../app-state.ts';
import type { DeviceSettings, PolicyFile } from '../platform-desk.ts';
import type { Policy, PolicyKeySlot, PolicyName, PolicyReading } from './policy.ts';
import { readPolicy } from './read-policy.ts';
import { policyNames } from './schema.ts';

/** Counted in code points, so that an emoji is one character, as it is for the eye. */
const LEAST_PASSWORD_LENGTH = 8;

/** What holds, with the policy and without: the one place where the two are put together, whenever something is read. */
export interface RulesInForce {
  /** null: it can be read, or there is none. */
  readonly broken: Extract<PolicyReading, { readonly state: 'broken' }> | null;
  readonly managed: ReadonlySet<PolicyName>;
  readonly passwordMinLength: number;
  /** null: the policy sets no limit. */
  readonly clipboardSecondsAtMost: number | null;
  readonly lockAfterIdleSecondsAtMost: number | null;
  readonly plainExport: boolean;
  readonly screenCapture: boolean;
  allowsSlot(kind: PolicyKeySlot): boolean;
  isPasswordTooShort(password: string): boolean;
  /** The tighter of what is set and what the policy wants. The same object where nothing is tighter. */
  tighten(settings: Settings): Settings;
  tightenDevice(settings: DeviceSettings): DeviceSettings;
}

export function rulesInForce(file: PolicyFile | undefined): RulesInForce {
  const reading = readPolicy(file);
  const policy: Policy = reading.state === 'in-force' ? reading.policy : {};
  const passwordMinLength = Math.max(LEAST_PASSWORD_LENGTH, policy.passwordMinLength ?? 0);
  const { clipboardSecondsAtMost = null, lockAfterIdleSecondsAtMost = null } = policy;
  const screenCapture = policy.screenCapture !== false;
  return {
    broken: reading.state === 'broken' ? reading : null,
    managed: new Set(policyNames.filter((name) => decides(policy, name))),
    passwordMinLength,
    clipboardSecondsAtMost,
    lockAfterIdleSecondsAtMost,
    plainExport: policy.plainExport !== false,
    screenCapture,
    allowsSlot: (kind) => policy.keySlots === undefined || policy.keySlots.includes(kind),
    isPasswordTooShort: (password) => Array.from(password).length < passwordMinLength,
    tighten(settings) {
      const clipboardSeconds = atMost(settings.clipboardSeconds, clipboardSecondsAtMost);
      const lockAfterIdleSeconds = atMost(settings.lockAfterIdleSeconds, lockAfterIdleSecondsAtMost);
      return clipboardSeconds === settings.clipboardSeconds && lockAfterIdleSeconds === settings.lockAfterIdleSeconds
        ? settings
        : { ...settings, clipboardSeconds, lockAfterIdleSeconds };
    },
    tightenDevice: (settings) =>
      screenCapture || settings.captureProtection ? settings : { ...settings, captureProtection: true },
  };
}

/** A switch that is true says nothing. */
function decides(policy: Policy, name: PolicyName): boolean {
  return policy[name] !== undefined && policy[name] !== true;
}

/** null stands for "never", which is more than any limit. */
function atMost(seconds: number | null, limit: number | null): number | null {
  return limit === null ? seconds : Math.min(seconds ?? limit, limit);
}
