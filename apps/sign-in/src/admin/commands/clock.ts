import { confirmClock, readClockState, toleratedSeconds } from '../../health/clock-watch.ts';
import { count } from '../columns.ts';
import type { Answer, CommandContext } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';
import { utc } from '../times.ts';

/** `clock`: where it stands. */
export async function clockShow({ services }: CommandContext): Promise<Answer> {
  const open = await services();
  const state = await readClockState(open);
  const now = open.clock();
  if (state.state === 'right') {
    return {
      lines: [`It is ${utc(now)} UTC, and no event lies more than an hour after that.`],
      json: { ...state, now },
    };
  }
  return {
    lines: [
      `It is ${utc(state.now)} UTC by this clock, but an event was written at ${utc(state.newestAt)}. Nobody is let in.`,
      'Set the clock right (timedatectl, chronyc makestep). If it is right now, and it was wrong before: npm run -s sign-in -- clock confirm',
    ],
    json: state,
    exitCode: EXIT.findings,
  };
}

/** `clock confirm`: it is right now. */
export async function clockConfirm(context: CommandContext): Promise<Answer> {
  const admin = context.acting();
  const open = await context.services();
  if ((await readClockState(open)).state === 'right') {
    throw new Refusal(
      'clock-right',
      `There is nothing to confirm: no event lies more than ${toleratedSeconds / 60} minutes after this clock.`,
    );
  }
  const { sessionsEnded } = await confirmClock(open, admin);
  return {
    lines: [`Confirmed: it is ${utc(open.clock())} UTC. ${count(sessionsEnded, 'session')} ended.`],
    json: { now: open.clock(), sessionsEnded },
  };
}
