/** A backup of WinOTP-Reborn (.wotpbackup): JSON around sealed JSON. */
export const backupFormat = 'winotp-backup';
export const scheme = 'PBKDF2-SHA256-AES-256-GCM';

/** Its algorithms come as numbers, or as words. */
export const algorithmsByNumber: readonly string[] = ['SHA1', 'SHA256', 'SHA512'];
