/** Every way a text or a picture can be refused. Closed: adding one is a change of contract. */
export type QrErrorCode = 'empty' | 'too-long' | 'not-text' | 'not-a-frame' | 'too-large';

/** The one error class of this package. `message` says what came and what to do; it never holds the text, which may be a secret. */
export class QrError extends Error {
  readonly code: QrErrorCode;

  constructor(code: QrErrorCode, message: string) {
    super(message);
    this.name = 'QrError';
    this.code = code;
  }
}
