// A provider that speaks OpenID Connect: the npm package oidc-provider itself, with keys that end with it.
//
//   node provider.mjs NODE_MODULES < one line of JSON: {"clients": [...], "accounts": {"ann": {"name": ...}}}
//
// It prints one line with the address that it serves at, and ends when its standard input does. A further line,
// {"accounts": ...}, is what it says of people from then on: it prints `heard`.

import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [modules] = process.argv.slice(2);
const { default: Provider } = await import(pathToFileURL(`${modules}/oidc-provider/lib/index.js`));

const jwk = (kind, options, alg) => ({
  ...generateKeyPairSync(kind, options).privateKey.export({ format: 'jwk' }),
  alg,
  use: 'sig',
});

let accounts = {};

function configuration({ clients }) {
  return {
    clients,
    jwks: {
      keys: [
        jwk('rsa', { modulusLength: 2048 }, 'RS256'),
        jwk('ec', { namedCurve: 'P-256' }, 'ES256'),
      ],
    },
    cookies: { keys: ['of the tests'] },
    // As Entra ID does it: what is asked for stands in the identity token, roles in a claim of their own.
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'roles'], profile: ['name'], email: ['email'] },
    pkce: { required: () => true },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ ...accounts[id], sub: id }) }),
  };
}

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const told = JSON.parse(line);
  accounts = told.accounts;
  if (!told.clients) {
    console.log('heard');
    return;
  }
  const server = createServer();
  server.listen(0, '127.0.0.1', () => {
    const issuer = `http://127.0.0.1:${server.address().port}`;
    const provider = new Provider(issuer, configuration(told));
    server.on('request', provider.callback());
    console.log(issuer);
  });
});
lines.once('close', () => process.exit());
