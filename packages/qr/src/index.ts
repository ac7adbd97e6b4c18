export { encodeQr, type ErrorCorrection, type QrModules } from './encode-qr.ts';
export { QrError, type QrErrorCode } from './errors.ts';
