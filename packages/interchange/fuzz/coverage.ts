import { Session } from 'node:inspector/promises';

/** Which blocks of a room's code have run, as V8 counts them. Of the thread that made it. */
export interface Coverage {
  /** The blocks that ran since it was last asked. */
  takeBlocks(): Promise<readonly string[]>;
}

/** @param sources The folder whose files count, as a file: address that ends in a slash. */
export async function startCoverage(sources: string): Promise<Coverage> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return {
    async takeBlocks() {
      const { result } = await session.post('Profiler.takePreciseCoverage');
      return result
        .filter(({ url }) => url.startsWith(sources))
        .flatMap(({ scriptId, functions }) =>
          functions.flatMap(({ ranges }) =>
            ranges
              .filter(({ count }) => count > 0)
              .map(
                ({ startOffset, endOffset, count }) => `${scriptId} ${startOffset} ${endOffset} ${magnitude(count)}`,
              ),
          ),
        );
    },
  };
}

/** Once, a few times, often: a loop that runs otherwise is news, each further round is not. */
function magnitude(count: number): number {
  return count === 1 ? 0 : count < 8 ? 1 : count < 128 ? 2 : 3;
}
