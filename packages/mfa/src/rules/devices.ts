import { event, notice, unchanged } from '../decision.ts';
import type { Decision, Moment } from '../decision.ts';
import type { MfaEvent } from '../events.ts';
import type { DeviceOutcome } from '../mfa.ts';
import type { MfaRecord, RememberedDevice } from '../record.ts';

/** How long the value before stays good: a second tab, an answer that was lost. */
const previousSeconds = 60;

/** More than anybody has; the one used longest ago makes room. */
const mostDevices = 50;

export function rememberDevice(
  record: MfaRecord,
  device: RememberedDevice,
  moment: Moment,
): Decision<RememberedDevice> {
  const kept = record.devices
    .filter(({ expiresAt }) => expiresAt > moment.now)
    .toSorted((one, other) => other.lastUsedAt - one.lastUsedAt)
    .slice(0, mostDevices - 1);
  const { id: deviceId, name, place, expiresAt } = device;
  return {
    outcome: device,
    after: { ...record, devices: [...kept, device] },
    events: [event(moment, 'device-remembered', { deviceId, name, place, expiresAt })],
    notices: [notice(moment, 'new-device', { device: name, place, until: expiresAt })],
  };
}

/** What the value that a device showed is to its record. */
export type Shown =
  | { readonly shown: 'current' | 'previous'; readonly device: RememberedDevice }
  /** It was this device's once, before the previous one. */
  | { readonly shown: 'older'; readonly device: RememberedDevice }
  | { readonly shown: 'nothing' };

/** The value that follows the one shown. */
export interface NextValue {
  readonly cookie: string;
  readonly hash: Uint8Array<ArrayBuffer>;
  /** Whether it is what the device's record holds already: then the answer that brought it was lost, or went to another tab. */
  readonly isCurrent: boolean;
}

/** One use of a device: its value changes, its end does not. */
export function useDevice(
  record: MfaRecord,
  shown: Shown,
  next: NextValue | null,
  moment: Moment,
): Decision<DeviceOutcome> {
  if (shown.shown === 'nothing') {
    return unchanged(record, { result: 'unknown' });
  }
  const { device } = shown;
  if (device.expiresAt <= moment.now) {
    return forgetting(record, [device], { ...moment, outcome: { result: 'unknown' }, reason: 'expired' });
  }
  const { id: deviceId, expiresAt } = device;
  if (shown.shown === 'current' && next !== null) {
    const rotated: RememberedDevice = {
      ...device,
      secretHash: next.hash,
      previousHash: device.secretHash,
      previousUntil: moment.now + previousSeconds,
      place: moment.context.source.place ?? device.place,
      lastUsedAt: moment.now,
    };
    return {
      outcome: { result: 'recognised', deviceId, cookie: next.cookie, expiresAt },
      after: { ...record, devices: record.devices.map((other) => (other === device ? rotated : other)) },
      events: [event(moment, 'device-used', { deviceId, name: device.name })],
      notices: [],
    };
  }
  if (shown.shown === 'previous' && device.previousUntil !== null && moment.now <= device.previousUntil) {
    const cookie = next?.isCurrent === true ? next.cookie : null;
    return {
      ...unchanged(record, { result: 'recognised', deviceId, cookie, expiresAt }),
      events: [event(moment, 'device-used', { deviceId, name: device.name })],
    };
  }
  // A value that was replaced long ago comes again: two hold this device's cookie, and one of them has no right to it.
  return {
    outcome: { result: 'stolen' },
    after: { ...record, devices: record.devices.filter((other) => other !== device) },
    events: [event(moment, 'device-stolen', { deviceId, name: device.name })],
    notices: [notice(moment, 'device-stolen', { device: device.name, place: device.place })],
  };
}

export function forgetDevices(record: MfaRecord, which: string, moment: Moment): Decision<number> {
  const forgotten = record.devices.filter(({ id }) => which === 'all' || id === which);
  return forgetting(record, forgotten, { ...moment, outcome: forgotten.length, reason: 'asked' });
}

/** Why every device is asked for a code again. */
export type ForgetReason = 'asked' | 'clock' | 'expired' | 'factor-changed' | 'recovery-code-used' | 'reset' | 'not-me';

/** The record without any remembered device, or without these, and the event that tells of each. */
export function withoutDevices(
  record: MfaRecord,
  {
    moment,
    reason,
    devices = record.devices,
  }: { readonly moment: Moment; readonly reason: ForgetReason; readonly devices?: readonly RememberedDevice[] },
): { readonly record: MfaRecord; readonly events: readonly MfaEvent[] } {
  const { after, events } = forgetting(record, devices, { ...moment, outcome: null, reason });
  return { record: after, events };
}

function forgetting<Outcome>(
  record: MfaRecord,
  forgotten: readonly RememberedDevice[],
  { outcome, reason, ...moment }: Moment & { readonly outcome: Outcome; readonly reason: ForgetReason },
): Decision<Outcome> {
  if (forgotten.length === 0) {
    return unchanged(record, outcome);
  }
  return {
    outcome,
    after: { ...record, devices: record.devices.filter((device) => !forgotten.includes(device)) },
    events: forgotten.map(({ id: deviceId, name }) => event(moment, 'device-forgotten', { deviceId, name, reason })),
    notices: [],
  };
}
