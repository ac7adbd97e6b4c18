interface ImportMetaEnv {
  /** The version of apps/web/package.json, put in by vite.config.ts. */
  readonly HALFMINUTE_VERSION: string;
}
