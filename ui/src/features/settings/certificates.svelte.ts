/** Servers that are remembered by their certificates: read, and forgotten one by one. */
import { rpc, toRpcError, type RememberedCertificate, type RpcError } from '$lib/rpc';

/** How the list stands. */
export type CertificatesState =
  | { type: 'loading' }
  | { type: 'loaded'; servers: readonly RememberedCertificate[] }
  | { type: 'error'; error: RpcError };

/** The list. */
export class CertificatesController {
  #state = $state.raw<CertificatesState>({ type: 'loading' });

  /** How it stands. */
  get state(): CertificatesState {
    return this.#state;
  }

  /** Reads it. */
  async load(): Promise<void> {
    try {
      this.#state = { type: 'loaded', servers: await rpc.certificates_list({}) };
    } catch (thrown) {
      this.#state = { type: 'error', error: toRpcError(thrown) };
    }
  }

  /** Has one forgotten. @returns why not, or nothing. */
  async forget({ host, port }: RememberedCertificate): Promise<RpcError | undefined> {
    try {
      this.#state = { type: 'loaded', servers: await rpc.certificate_forget({ host, port }) };
    } catch (thrown) {
      return toRpcError(thrown);
    }
    return undefined;
  }
}
