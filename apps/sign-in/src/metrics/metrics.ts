/** Counters and timings for Prometheus; labels come from closed lists, never from a request. */
export interface Metrics {
  count(
    name: 'sign_in' | 'second_factor' | 'hashing_refused' | 'mail' | 'logout_notice' | 'http',
    labels: Readonly<Record<string, string>>,
  ): void;
  time(name: 'http_seconds' | 'hash_seconds', seconds: number, labels: Readonly<Record<string, string>>): void;
  gauge(name: 'outbox_waiting' | 'hashing_queue', value: number): void;
  /** The text format of Prometheus. */
  text(): Promise<string>;
}
