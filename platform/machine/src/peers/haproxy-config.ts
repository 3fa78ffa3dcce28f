import type { Colour } from '@shared-payments/operations';

export interface HaproxyConfig {
  readonly host: string;
  readonly port: number;
  readonly ports: Readonly<Record<Colour, number>>;
  /** Where its runtime API listens. */
  readonly socket: string;
}

/** What an operator would write who switches by the runtime API: connections kept alive on both sides, a retry to connect. */
export function haproxyConfig({ host, port, ports, socket }: HaproxyConfig): string {
  return `global
  stats socket ${socket} mode 600 level admin
  maxconn 4096

defaults
  mode http
  option http-keep-alive
  option redispatch
  retries 3
  timeout connect 5s
  timeout client 75s
  timeout server 75s
  timeout http-keep-alive 75s

frontend users
  bind ${host}:${port}
  default_backend app

backend app
  http-reuse safe
  server blue 127.0.0.1:${ports.blue} disabled
  server green 127.0.0.1:${ports.green} disabled
`;
}
