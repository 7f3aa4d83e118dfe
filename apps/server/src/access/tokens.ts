import { createHash, createHmac, randomBytes } from "node:crypto";

/** A new opaque token: 256 random bits. Only its hash is ever stored. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** How a token, channel key or arrival key is known to the database. */
export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/**
 * The token of a child's chat, made from the page's own random key: a repeated begin gives the same token without
 * the server keeping it. Whoever has the key began the chat. The secret is an index key: it outlives every master key.
 */
export function createChildTokens(secret: Buffer): (key: string) => string {
  return (key) => createHmac("sha256", secret).update(key).digest("base64url");
}
