interface Waiting<Unit, Outcome> {
  readonly unit: Unit;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** More would make the first of them wait noticeably for the last. */
const mostTogether = 32;

/**
 * Units that arrive while others are being written are written together, with one wait for the disk. One that comes alone is written at once. `writeAll`
 * answers for each in the order given, or throws, and then nothing was written; where several failed together each is tried alone.
 */
export function createTogether<Unit, Outcome>(
  writeAll: (units: readonly Unit[]) => Promise<readonly Outcome[]>,
): (unit: Unit) => Promise<Outcome> {
  const queue: Waiting<Unit, Outcome>[] = [];
  let writing = false;

  async function writeQueue(): Promise<void> {
    writing = true;
    while (queue.length > 0) {
      // oxlint-disable-next-line no-await-in-loop -- the next group gathers meanwhile
      await writeGroup(queue.splice(0, mostTogether));
    }
    writing = false;
  }

  async function writeGroup(group: readonly Waiting<Unit, Outcome>[]): Promise<void> {
    try {
      const outcomes = await writeAll(group.map(({ unit }) => unit));
      for (const [index, outcome] of outcomes.entries()) {
        group[index]?.resolve(outcome);
      }
    } catch (error) {
      const [only, ...others] = group;
      if (others.length === 0) {
        only?.reject(error);
        return;
      }
      for (const one of group) {
        // oxlint-disable-next-line no-await-in-loop -- so that what failed is told from what did not
        await writeGroup([one]);
      }
    }
  }

  return (unit) => {
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
    queue.push({ unit, resolve, reject });
    if (!writing) {
      void writeQueue();
    }
    return promise;
  };
}
