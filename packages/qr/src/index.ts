export { encodeQr, type ErrorCorrection, type QrModules } from './encode-qr.ts';
export { QrError, type QrErrorCode } from './errors.ts';
export { lumaOf, mostPixels, type LumaPicture, type RgbaPicture } from './luma-picture.ts';
export { openQrReader, type QrReader, type QrText } from './open-qr-reader.ts';
export { recognisePicture, type PictureFile, type Sides } from './picture-file.ts';
