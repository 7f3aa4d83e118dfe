import { realpathSync, statSync } from "node:fs";
import { isIP } from "node:net";
import { dirname, sep } from "node:path";
import { weaknessOf, type KeyRing } from "@nightlight/database/key/key-ring";

type Given = Readonly<Record<string, string | undefined>>;
type Parsed = { readonly keyRing: KeyRing | undefined; readonly trustedProxies: readonly string[] };

const SHORTEST_PASSWORD = 16;
const WELL_KNOWN = /^(postgres|password|passw0rd|nightlight|changeme|secret|admin|test|demo|app|owner|den-ngu)/iu;

/** What production refuses in its settings: every reason, each with what to do. The database is looked at elsewhere. */
export function productionProblems(given: Given, { keyRing, trustedProxies }: Parsed): string[] {
  return [
    ...(isDemoAskedFor(given)
      ? [`NIGHTLIGHT_DEMO: is ${given["NIGHTLIGHT_DEMO"] ?? ""}; production has no demo. Leave it out`]
      : []),
    ...keyProblems(keyRing),
    ...keyFileProblems(given["NIGHTLIGHT_MASTER_KEY_FILE"], given["NIGHTLIGHT_DATA_DIR"]),
    ...passwordProblems("DATABASE_URL", given["DATABASE_URL"]),
    ...passwordProblems("DATABASE_OWNER_URL", given["DATABASE_OWNER_URL"]),
    ...ownerProblems(given["DATABASE_URL"], given["DATABASE_OWNER_URL"]),
    ...redisProblems(given["REDIS_URL"]),
    ...networkProblems(given, trustedProxies),
    ...telephoneProblems(given["VOICE_TELEPHONES"]),
  ];
}

function isDemoAskedFor({ NIGHTLIGHT_DEMO: demo = "0" }: Given): boolean {
  return demo !== "0" && demo !== "";
}

function keyProblems(keyRing: KeyRing | undefined): string[] {
  return (keyRing ?? []).flatMap((key, index) => {
    const weakness = weaknessOf(key);
    const fix = "make one with `openssl rand -base64 32`, or `npm run keys:rotate` where there are data";
    return weakness === undefined ? [] : [`NIGHTLIGHT_MASTER_KEY_FILE: key ${String(index + 1)} ${weakness}; ${fix}`];
  });
}

function keyFileProblems(file: string | undefined, dataFolder: string | undefined): string[] {
  if (file === undefined) return [];
  const problems: string[] = [];
  const path = realPath(file);
  if (path === undefined) return [];
  const data = dataFolder === undefined ? undefined : realPath(dataFolder);
  if (data !== undefined && `${dirname(path)}${sep}`.startsWith(`${data}${sep}`)) {
    problems.push(
      `NIGHTLIGHT_MASTER_KEY_FILE: ${file} lies inside the data folder; whoever copies the data has the key as well. Move it elsewhere, such as /etc/nightlight/master.key`,
    );
  }
  if ((statSync(path).mode & 0o077) !== 0) {
    problems.push(`NIGHTLIGHT_MASTER_KEY_FILE: others may read or change ${file}; run \`chmod 400 ${file}\``);
  }
  return problems;
}

function passwordProblems(name: string, url: string | undefined): string[] {
  const parsed = parse(url);
  if (parsed === undefined) return [];
  const password = decode(parsed.password);
  // On a socket of this machine, or with a certificate, PostgreSQL can know a role without a password.
  const needsNone = (parsed.searchParams.get("host") ?? "").startsWith("/") || parsed.searchParams.has("sslcert");
  if (password === "") return needsNone ? [] : [`${name}: has no password; give the role a long random one`];
  const isGuessable = WELL_KNOWN.test(password) && password.length < 2 * SHORTEST_PASSWORD;
  const isWeak = password.length < SHORTEST_PASSWORD || isGuessable || password === decode(parsed.username);
  const want = `at least ${String(SHORTEST_PASSWORD)} random characters (\`openssl rand -base64 24\`)`;
  return isWeak ? [`${name}: its password is short or well known; give the role ${want}`] : [];
}

function ownerProblems(appUrl: string | undefined, ownerUrl: string | undefined): string[] {
  const [app, owner] = [parse(appUrl), parse(ownerUrl)];
  if (app === undefined || owner === undefined || app.username !== owner.username) return [];
  return [
    "DATABASE_OWNER_URL: signs in as the same role as DATABASE_URL; the server's role must own nothing (docs/operators/running.md)",
  ];
}

function redisProblems(url: string | undefined): string[] {
  const parsed = parse(url);
  if (parsed === undefined || !/^rediss?:$/u.test(parsed.protocol) || isLoopback(parsed.hostname)) return [];
  return parsed.password === ""
    ? ["REDIS_URL: a Redis on another machine needs a password (requirepass or an ACL)"]
    : [];
}

function telephoneProblems(telephones = "browser"): string[] {
  if (telephones === "browser") return [];
  return [`VOICE_TELEPHONES: ${telephones} sends what is said in the open; it is for measuring. Leave it out`];
}

function networkProblems(given: Given, trustedProxies: readonly string[]): string[] {
  const host = given["HOST"] ?? "127.0.0.1";
  const origin = parse(given["PUBLIC_ORIGIN"]);
  const isHttps = origin?.protocol === "https:";
  const problems: string[] = [];
  if (!isLoopback(host) && !isHttps) {
    problems.push(
      `HOST: ${host} would speak plain HTTP beyond this machine; set PUBLIC_ORIGIN=https://… of the proxy that ends TLS, or HOST=127.0.0.1`,
    );
  }
  if (origin !== undefined && !isHttps && !isLoopback(origin.hostname)) {
    problems.push(
      "PUBLIC_ORIGIN: is http:// beyond this machine; children's words would cross the net in the open. Use https://",
    );
  }
  if ((isHttps || !isLoopback(host)) && trustedProxies.length === 0) {
    problems.push(
      "TRUSTED_PROXIES: is missing; name the address of the proxy that ends TLS (such as 10.0.0.5), or every limit counts all people as one",
    );
  }
  return problems;
}

function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/gu, "");
  return bare === "localhost" || bare === "::1" || (isIP(bare) === 4 && bare.startsWith("127."));
}

function parse(url: string | undefined): URL | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url) : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
