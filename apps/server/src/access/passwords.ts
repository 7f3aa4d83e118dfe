import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(argon2);

/** OWASP's first choice: argon2id with 19 MiB and two passes, about 60 ms here. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

/** Hashes a password for keeping, with its salt and cost beside it. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await run(password, nonce);
  return `argon2id$${String(COST.memory)}$${String(COST.passes)}$${nonce.toString("base64")}$${tag.toString("base64")}`;
}

/** Whether a password fits a kept hash. Takes as long when there is none, so that time tells nothing. */
export async function verifyPassword(password: string, kept: string | undefined): Promise<boolean> {
  const [, , , nonce, tag] = (kept ?? NOBODY).split("$");
  const expected = Buffer.from(tag ?? "", "base64");
  const actual = await run(password, Buffer.from(nonce ?? "", "base64"));
  return expected.length === actual.length && timingSafeEqual(expected, actual) && kept !== undefined;
}

const NOBODY = `argon2id$${String(COST.memory)}$${String(COST.passes)}$${Buffer.alloc(16).toString("base64")}$${Buffer.alloc(32).toString("base64")}`;

async function run(password: string, nonce: Buffer): Promise<Buffer> {
  const parameters: Argon2Parameters = { message: password.normalize("NFKC"), nonce, ...COST };
  return derive("argon2id", parameters);
}
