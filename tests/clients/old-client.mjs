// Runs functions of the provider's older JavaScript client, signed as its command line does, and prints what each returned.
// Standard input: { baseUrl, tokens, calls: [ [module, function, params, body] ] }. Knows nothing of what is tested.
import { readFileSync } from 'node:fs';
import { addOauthHeader } from '@clevercloud/client/esm/oauth.js';
import { prefixUrl } from '@clevercloud/client/esm/prefix-url.js';
import { request } from '@clevercloud/client/esm/request.fetch.js';

const { baseUrl, tokens, calls } = JSON.parse(readFileSync(0, 'utf8'));
const results = [];
for (const [file, name, params, body] of calls) {
  const module = await import(`@clevercloud/client/esm/api/${file}`);
  try {
    const answer = await module[name](params, body).then(prefixUrl(baseUrl)).then(addOauthHeader(tokens)).then(request);
    results.push({ ok: answer ?? null });
  } catch (error) {
    results.push({ error: error.name, status: error.response?.status ?? null, message: String(error.message) });
  }
}
console.log(JSON.stringify(results));
