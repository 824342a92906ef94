/** The typed client: `rpc.accounts_list({})`. One function a command, made from the generated list. */
import { platform } from '../platform';
import { COMMANDS, type Commands, type CommandName } from './generated/commands';
import { RpcFailure, toRpcError } from './failure';

/** Every command as a function; it throws `RpcFailure`. */
export type Rpc = {
  readonly [Name in CommandName]: (payload: Commands[Name]['request']) => Promise<Commands[Name]['response']>;
};

async function call(command: CommandName, payload: unknown): Promise<unknown> {
  try {
    return await platform().call(command, payload);
  } catch (thrown) {
    throw new RpcFailure(toRpcError(thrown));
  }
}

/** The commands of this page's host. */
export const rpc = Object.fromEntries(
  COMMANDS.map((command) => [command, (payload: unknown) => call(command, payload)]),
) as unknown as Rpc;
