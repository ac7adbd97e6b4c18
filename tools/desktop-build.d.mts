/** The built window. */
export const desktopProgram: string;

/** Builds the window unless it is current. Throws when the build fails. */
export function buildDesktop(options?: {
  readonly says?: (line: string) => void;
  readonly signal?: AbortSignal;
}): Promise<void>;

/** Answers where it is. */
export function buildExample(name: string): Promise<string>;

/** Whether cargo is on the PATH, or in its usual place. */
export function hasRust(): boolean;

/** The Debian packages that the window is built and tried with. */
export const desktopPackages: readonly string[];
