export type KeyFileErrorCode = 'missing' | 'damaged' | 'readable-by-others' | 'exists' | 'not-writable';

/** Without its keys the service does not start. The message says what to do, and holds nothing of the file's content. */
export class KeyFileError extends Error {
  readonly code: KeyFileErrorCode;

  constructor(code: KeyFileErrorCode, message: string) {
    super(message);
    this.name = 'KeyFileError';
    this.code = code;
  }
}
