// A certified OpenID provider over TLS: argv is port, certificate, key and the clients as JSON.
// People sign in by typing their name; `people` says what is known of each.
import { readFileSync } from 'node:fs';
import https from 'node:https';
import Provider from 'oidc-provider';

const [port, cert, key, told] = process.argv.slice(2);
const { clients, people } = JSON.parse(told);
const issuer = `https://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients,
  pkce: { required: () => true },
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  conformIdTokenClaims: false,
  features: { devInteractions: { enabled: true } },
  cookies: { keys: ['muestra'] },
  findAccount: (_context, sub) => ({
    accountId: sub,
    claims: () => ({ sub, ...(people[sub] ?? {}) }),
  }),
});

https
  .createServer({ cert: readFileSync(cert), key: readFileSync(key) }, provider.callback())
  .listen(Number(port), '127.0.0.1', () => console.log('ready'));
