// Runs commands of the provider's present JavaScript client and prints what each of them returned.
// Standard input: { baseUrl, auth, commands: [ [file, class, input] ] }. Knows nothing of what is tested.
import { readFileSync } from 'node:fs';
import { CcApiClient } from '@clevercloud/client/cc-api-client.js';

const { baseUrl, auth, commands } = JSON.parse(readFileSync(0, 'utf8'));
const client = new CcApiClient({ baseUrl, authMethod: auth });
const results = [];
for (const [file, name, input] of commands) {
  const module = await import(`@clevercloud/client/cc-api-commands/${file}`);
  try {
    results.push({ ok: (await client.send(new module[name](input))) ?? null });
  } catch (error) {
    results.push({ error: error.name, status: error.statusCode ?? error.status ?? null, message: String(error.message) });
  }
}
console.log(JSON.stringify(results));
